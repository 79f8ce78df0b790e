//! Kakao.

use super::prelude::*;

vendor! {
    /// Kakao. Variables: `AUTH_KAKAO_ID`, `AUTH_KAKAO_SECRET`.
    ///
    /// The client ID is the REST API key of an application at <https://developers.kakao.com/console/app>, and
    /// the secret is created on its security page. Register `…/auth/callback/kakao` as a redirect URI. The
    /// consent items of the application select the data of the profile; no scope is needed.
    Kakao: KakaoProfile = Definition::oauth("kakao", "Kakao")
        .authorization("https://kauth.kakao.com/oauth/authorize")
        .token("https://kauth.kakao.com/oauth/token")
        .userinfo("https://kapi.kakao.com/v2/user/me")
        .scope("").client_auth(ClientAuthMethod::Post);
}

/// A Kakao user, as `GET /v2/user/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoProfile {
    /// The ID.
    pub id: u64,
    /// The time at which the user connected to the application.
    pub connected_at: Option<String>,
    /// The account, as far as the user has consented.
    pub kakao_account: Option<KakaoAccount>,
}

/// A Kakao account.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoAccount {
    /// The data that other users see.
    pub profile: Option<KakaoAccountProfile>,
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if the e-mail address still belongs to this account.
    pub is_email_valid: Option<bool>,
    /// `true` if Kakao has verified the e-mail address.
    pub is_email_verified: Option<bool>,
    /// The age range: `20~29`.
    pub age_range: Option<String>,
    /// The birthday, `MMDD`.
    pub birthday: Option<String>,
    /// The gender.
    pub gender: Option<String>,
    /// The telephone number.
    pub phone_number: Option<String>,
}

impl KakaoAccount {
    /// Returns `true` if the e-mail address is verified and has not passed to another account since; `None`
    /// if that is unknown.
    fn email_verified(&self) -> Option<bool> {
        self.is_email_verified.map(|verified| verified && self.is_email_valid == Some(true))
    }
}

/// The data of a Kakao account that other users see.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoAccountProfile {
    /// The display name.
    pub nickname: Option<String>,
    /// The URL of the picture.
    pub profile_image_url: Option<String>,
    /// The URL of the small picture.
    pub thumbnail_image_url: Option<String>,
    /// `true` if it is the placeholder for users without a picture.
    pub is_default_image: Option<bool>,
}

impl UserProfile for KakaoProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(self.id);
        let Some(account) = self.kakao_account else { return Ok(user) };
        let user = user.email_verified(account.email_verified()).email(account.email);
        Ok(match account.profile {
            Some(profile) => user.name(profile.nickname).image(profile.profile_image_url),
            None => user,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_that_has_passed_to_another_account_is_not_verified() {
        let verified = |account| serde_json::from_value::<KakaoAccount>(account).unwrap().email_verified();
        assert_eq!(verified(json!({ "is_email_valid": false, "is_email_verified": true })), Some(false));
        assert_eq!(verified(json!({ "is_email_verified": true })), Some(false), "unknown is not valid");
        assert_eq!(verified(json!({ "is_email_valid": true, "is_email_verified": true })), Some(true));
        assert_eq!(verified(json!({ "is_email_valid": true })), None);
    }
}
