//! Medium.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Medium. Variables: `AUTH_MEDIUM_ID`, `AUTH_MEDIUM_SECRET`.
    ///
    /// Register `…/auth/callback/medium` as callback URL at <https://medium.com/me/applications>; Medium
    /// takes in no new applications. It tells no e-mail address.
    Medium
}

/// What Medium says about a user (`data` of `GET /v1/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MediumProfile {
    /// The id; another one in each application.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The URL of the profile page.
    pub url: Option<String>,
    /// The URL of the picture.
    #[serde(rename = "imageUrl")]
    pub image_url: Option<String>,
}

impl Vendor for Medium {
    type Profile = MediumProfile;

    fn definition() -> Definition {
        Definition::oauth("medium", "Medium")
            .authorization("https://medium.com/m/oauth/authorize")
            .token("https://api.medium.com/v1/tokens")
            .userinfo(UserInfo::get("https://api.medium.com/v1/me").profile_at("/data"))
            .scope("basicProfile")
    }

    async fn user(profile: MediumProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).image(profile.image_url))
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
            "data": { "id": "7", "username": "ada", "name": "Ada", "imageUrl": "https://img.test/7" },
        });
        let sign_in = SignIn::new(Medium::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://medium.com/m/oauth/authorize?scope=basicProfile pkce",
                "POST https://api.medium.com/v1/tokens basic",
                "GET https://api.medium.com/v1/me bearer",
                "user 7 | Ada | - | https://img.test/7",
            ]
        );
    }
}
