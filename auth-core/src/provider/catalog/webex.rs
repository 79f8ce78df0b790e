//! Webex.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, Vendor},
};

vendor! {
    /// Webex. Variables: `AUTH_WEBEX_ID`, `AUTH_WEBEX_SECRET`.
    ///
    /// Register `…/auth/callback/webex` as redirect URI of an integration with the scopes `spark:kms` and
    /// `spark:people_read` at <https://developer.webex.com/my-apps>. Webex for Government has its API
    /// elsewhere:
    ///
    /// ```
    /// # use auth_core::provider::Webex;
    /// let webex = Webex::new("client-id", "s3cret").api_base_url("https://api-usgov.webex.com/v1");
    /// ```
    Webex
}

/// What Webex says about a person (`GET /people/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WebexProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    #[serde(rename = "displayName")]
    pub display_name: Option<String>,
    /// The e-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// The URL of the picture.
    pub avatar: Option<String>,
    /// The id of the organisation.
    #[serde(rename = "orgId")]
    pub org_id: Option<String>,
}

impl Vendor for Webex {
    type Profile = WebexProfile;

    fn definition() -> Definition {
        Definition::oauth("webex", "Webex")
            .authorization("{api_base_url}/authorize")
            .token("{api_base_url}/access_token")
            .userinfo("{api_base_url}/people/me")
            .option("api_base_url", "https://webexapis.com/v1")
            .scope("spark:kms spark:people_read")
    }

    async fn user(profile: WebexProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let email = profile.emails.into_iter().next();
        Ok(ProfileUser::new(profile.id).name(profile.display_name).email(email).image(profile.avatar))
    }
}

impl OAuthProvider<Webex> {
    /// The base URL of the API, without a slash at its end; `https://webexapis.com/v1` by default.
    pub fn api_base_url(self, url: impl Into<String>) -> Self {
        self.option("api_base_url", url.into())
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
            "id": "7", "displayName": "Ada", "emails": ["ada@example.test"], "avatar": "https://img.test/7",
        });
        let sign_in = SignIn::new(Webex::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://webexapis.com/v1/authorize?scope=spark%3Akms+spark%3Apeople_read pkce",
                "POST https://webexapis.com/v1/access_token basic",
                "GET https://webexapis.com/v1/people/me bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
