//! Pipedrive.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Pipedrive. Variables: `AUTH_PIPEDRIVE_ID`, `AUTH_PIPEDRIVE_SECRET`.
    ///
    /// Register `…/auth/callback/pipedrive` as callback URL of an application in the Developer Hub.
    Pipedrive
}

/// What Pipedrive says about a user (`data` of `GET /users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PipedriveProfile {
    /// The id.
    pub id: u64,
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub icon_url: Option<String>,
    /// The id of the company.
    pub company_id: Option<u64>,
    /// The name of the company.
    pub company_name: Option<String>,
}

impl Vendor for Pipedrive {
    type Profile = PipedriveProfile;

    fn definition() -> Definition {
        Definition::oauth("pipedrive", "Pipedrive")
            .authorization("https://oauth.pipedrive.com/oauth/authorize")
            .token("https://oauth.pipedrive.com/oauth/token")
            .userinfo(UserInfo::get("https://api.pipedrive.com/users/me").profile_at("/data"))
    }

    async fn user(profile: PipedriveProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(profile.icon_url))
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
            "success": true,
            "data": {
                "id": 7, "name": "Ada", "email": "ada@example.test", "icon_url": "https://img.test/7",
            },
        });
        let sign_in = SignIn::new(Pipedrive::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.pipedrive.com/oauth/authorize?scope=openid+profile+email pkce",
                "POST https://oauth.pipedrive.com/oauth/token basic",
                "GET https://api.pipedrive.com/users/me bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
