//! Atlassian.

use super::prelude::*;

vendor! {
    /// Atlassian: Jira, Confluence. Variables: `AUTH_ATLASSIAN_ID`, `AUTH_ATLASSIAN_SECRET`.
    ///
    /// Register `…/auth/callback/atlassian` as a callback URL of an OAuth 2.0 integration at
    /// <https://developer.atlassian.com/console/myapps>, and add the User identity API to it. Atlassian's
    /// access tokens can be refreshed only if the scope has `offline_access`.
    Atlassian: AtlassianProfile = Definition::oauth("atlassian", "Atlassian")
        .authorization("https://auth.atlassian.com/authorize?audience=api.atlassian.com")
        .token("https://auth.atlassian.com/oauth/token")
        .userinfo("https://api.atlassian.com/me")
        .scope("read:me").without_pkce();
    user = |p| ProfileUser::new(p.account_id).name(p.name).email(p.email).image(p.picture);
}

/// An Atlassian user, as `GET /me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AtlassianProfile {
    /// The ID.
    pub account_id: String,
    /// The kind of account: `atlassian` for a person.
    pub account_type: Option<String>,
    /// The state of the account, such as `active`.
    pub account_status: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The name used to address the user.
    pub nickname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The locale.
    pub locale: Option<String>,
    /// The time zone.
    pub zoneinfo: Option<String>,
}
