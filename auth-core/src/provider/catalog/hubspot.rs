//! HubSpot.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// HubSpot. Variables: `AUTH_HUBSPOT_ID`, `AUTH_HUBSPOT_SECRET`.
    ///
    /// Register `…/auth/callback/hubspot` as redirect URL of a public app at
    /// <https://app.hubspot.com/developer>. The profile is what HubSpot tells of the access token, which
    /// stands in the URL there.
    HubSpot
}

/// What HubSpot says about an access token (`GET /oauth/v1/access-tokens/…`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct HubSpotProfile {
    /// The id of the user.
    pub user_id: u64,
    /// The e-mail address.
    pub user: String,
    /// The id of the account.
    pub hub_id: Option<u64>,
    /// The domain of the account.
    pub hub_domain: Option<String>,
    /// The id of the app.
    pub app_id: Option<u64>,
    /// The scopes.
    #[serde(default)]
    pub scopes: Vec<String>,
}

impl Vendor for HubSpot {
    type Profile = HubSpotProfile;

    fn definition() -> Definition {
        Definition::oauth("hubspot", "HubSpot")
            .authorization("https://app.hubspot.com/oauth/authorize")
            .token("https://api.hubapi.com/oauth/v1/token")
            .userinfo(
                UserInfo::get("https://api.hubapi.com/oauth/v1/access-tokens/{access_token}")
                    .without_bearer(),
            )
            .scope("oauth")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0xff, 0x7a, 0x59))
    }

    async fn user(profile: HubSpotProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.user_id).name(profile.user.clone()).email(profile.user))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "user_id": 7, "user": "ada@example.test", "hub_id": 62515, "scopes": ["oauth"] });
        let sign_in = SignIn::new(HubSpot::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://app.hubspot.com/oauth/authorize?scope=oauth pkce",
                "POST https://api.hubapi.com/oauth/v1/token post",
                "GET https://api.hubapi.com/oauth/v1/access-tokens/at",
                "user 7 | ada@example.test | ada@example.test | -",
            ]
        );
    }
}
