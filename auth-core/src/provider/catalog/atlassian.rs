//! Atlassian.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Atlassian: Jira, Confluence. Variables: `AUTH_ATLASSIAN_ID`, `AUTH_ATLASSIAN_SECRET`.
    ///
    /// Register `…/auth/callback/atlassian` as callback URL of an OAuth 2.0 integration at
    /// <https://developer.atlassian.com/console/myapps>, and add the User identity API to it. Atlassian's
    /// access tokens are refreshed only if the scope has `offline_access`.
    Atlassian
}

/// What Atlassian says about a user (`GET /me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AtlassianProfile {
    /// The id.
    pub account_id: String,
    /// The kind of account: `atlassian` for a person.
    pub account_type: Option<String>,
    /// Whether the account is `active`.
    pub account_status: Option<String>,
    /// The full name.
    pub name: Option<String>,
    /// The name to be addressed by.
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

impl Vendor for Atlassian {
    type Profile = AtlassianProfile;

    fn definition() -> Definition {
        Definition::oauth("atlassian", "Atlassian")
            .authorization("https://auth.atlassian.com/authorize?audience=api.atlassian.com")
            .token("https://auth.atlassian.com/oauth/token")
            .userinfo("https://api.atlassian.com/me")
            .scope("read:me")
            .without_pkce()
    }

    async fn user(profile: AtlassianProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.account_id).name(profile.name);
        Ok(user.email(profile.email).image(profile.picture))
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
            "account_id": "5b10", "name": "Ada", "email": "ada@example.test", "picture": "https://img.test/7",
        });
        let sign_in = SignIn::new(Atlassian::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://auth.atlassian.com/authorize?audience=api.atlassian.com&scope=read%3Ame",
                "POST https://auth.atlassian.com/oauth/token basic",
                "GET https://api.atlassian.com/me bearer",
                "user 5b10 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
