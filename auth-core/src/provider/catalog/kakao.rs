//! Kakao.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// Kakao. Variables: `AUTH_KAKAO_ID`, `AUTH_KAKAO_SECRET`.
    ///
    /// The client id is the REST API key of an application at <https://developers.kakao.com/console/app>, the
    /// secret is made on its security page. Register `…/auth/callback/kakao` as redirect URI. Which data
    /// there are is set by the consent items of the application, not by a scope.
    Kakao
}

/// What Kakao says about a user (`GET /v2/user/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoProfile {
    /// The id.
    pub id: u64,
    /// When the user came to the application.
    pub connected_at: Option<String>,
    /// The account, as far as the user agrees.
    pub kakao_account: Option<KakaoAccount>,
}

/// An account of Kakao.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoAccount {
    /// What others see.
    pub profile: Option<KakaoAccountProfile>,
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether the address is still this account's.
    pub is_email_valid: Option<bool>,
    /// Whether Kakao has verified the address.
    pub is_email_verified: Option<bool>,
    /// The age, in ten years: `20~29`.
    pub age_range: Option<String>,
    /// The birthday, `MMDD`.
    pub birthday: Option<String>,
    /// The gender.
    pub gender: Option<String>,
    /// The telephone number.
    pub phone_number: Option<String>,
}

impl KakaoAccount {
    /// Whether the address is the user's: verified, and not another account's since.
    fn email_verified(&self) -> Option<bool> {
        self.is_email_verified.map(|verified| verified && self.is_email_valid != Some(false))
    }
}

/// What others see of an account of Kakao.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct KakaoAccountProfile {
    /// The name to show.
    pub nickname: Option<String>,
    /// The URL of the picture.
    pub profile_image_url: Option<String>,
    /// The URL of the picture, small.
    pub thumbnail_image_url: Option<String>,
    /// Whether it is the one of users without a picture.
    pub is_default_image: Option<bool>,
}

impl Vendor for Kakao {
    type Profile = KakaoProfile;

    fn definition() -> Definition {
        Definition::oauth("kakao", "Kakao")
            .authorization("https://kauth.kakao.com/oauth/authorize")
            .token("https://kauth.kakao.com/oauth/token")
            .userinfo("https://kapi.kakao.com/v2/user/me")
            .scope("")
            .client_auth(ClientAuthMethod::Post)
    }

    async fn user(profile: KakaoProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id);
        let Some(account) = profile.kakao_account else { return Ok(user) };
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
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": 7, "kakao_account": {
            "email": "ada@example.test", "is_email_valid": true, "is_email_verified": true,
            "profile": { "nickname": "ada", "profile_image_url": "https://img.test/7" },
        } });
        let sign_in = SignIn::new(Kakao::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://kauth.kakao.com/oauth/authorize pkce",
                "POST https://kauth.kakao.com/oauth/token post",
                "GET https://kapi.kakao.com/v2/user/me bearer",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }

    #[test]
    fn an_address_that_has_passed_to_another_account_is_not_verified() {
        let verified = |account| serde_json::from_value::<KakaoAccount>(account).unwrap().email_verified();
        assert_eq!(verified(json!({ "is_email_valid": false, "is_email_verified": true })), Some(false));
        assert_eq!(verified(json!({ "is_email_verified": true })), Some(true));
        assert_eq!(verified(json!({ "is_email_valid": true })), None);
    }
}
