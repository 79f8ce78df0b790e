//! Naver.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Naver. Variables: `AUTH_NAVER_ID`, `AUTH_NAVER_SECRET`.
    ///
    /// Register `…/auth/callback/naver` as callback URL at <https://developers.naver.com/apps/>, and choose
    /// there what it tells.
    Naver
}

/// What Naver says about a user (`response` of `GET /v1/nid/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NaverProfile {
    /// The id; another one in each application.
    pub id: String,
    /// The nickname.
    pub nickname: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub profile_image: Option<String>,
}

impl Vendor for Naver {
    type Profile = NaverProfile;

    fn definition() -> Definition {
        Definition::oauth("naver", "Naver")
            .authorization("https://nid.naver.com/oauth2.0/authorize")
            .token("https://nid.naver.com/oauth2.0/token")
            .userinfo(UserInfo::get("https://openapi.naver.com/v1/nid/me").profile_at("/response"))
    }

    async fn user(profile: NaverProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.nickname);
        Ok(user.email(profile.email).image(profile.profile_image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "resultcode": "00",
            "response": {
                "id": "7", "nickname": "ada", "email": "ada@example.test",
                "profile_image": "https://img.test/7",
            },
        });
        let sign_in = SignIn::new(Naver::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://nid.naver.com/oauth2.0/authorize?scope=openid+profile+email pkce",
                "POST https://nid.naver.com/oauth2.0/token basic",
                "GET https://openapi.naver.com/v1/nid/me bearer",
                "user 7 | ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
