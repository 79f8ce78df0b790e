//! HubSpot.

use super::prelude::*;

vendor! {
    /// HubSpot. Variables: `AUTH_HUBSPOT_ID`, `AUTH_HUBSPOT_SECRET`.
    ///
    /// Register `…/auth/callback/hubspot` as a redirect URL of a public app at
    /// <https://app.hubspot.com/developer>. The profile is HubSpot's description of the access token, which
    /// is part of the URL of that request.
    HubSpot: HubSpotProfile = Definition::oauth("hubspot", "HubSpot")
        .authorization("https://app.hubspot.com/oauth/authorize")
        .token("https://api.hubapi.com/oauth/v1/token")
        .userinfo(
            UserInfo::get("https://api.hubapi.com/oauth/v1/access-tokens/{access_token}")
                .without_bearer(),
        )
        .scope("oauth").client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0xff, 0x7a, 0x59));
    user = |p| ProfileUser::new(p.user_id).name(p.user.clone()).email(p.user);
}

/// A HubSpot access token, as `GET /oauth/v1/access-tokens/…` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct HubSpotProfile {
    /// The ID of the user.
    pub user_id: u64,
    /// The e-mail address.
    #[serde(default)]
    pub user: String,
    /// The ID of the account.
    pub hub_id: Option<u64>,
    /// The domain of the account.
    pub hub_domain: Option<String>,
    /// The ID of the app.
    pub app_id: Option<u64>,
    /// The scopes.
    #[serde(default)]
    pub scopes: Vec<String>,
}
