//! Webex.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// Webex. Variables: `AUTH_WEBEX_ID`, `AUTH_WEBEX_SECRET`.
    ///
    /// Register `…/auth/callback/webex` as a redirect URI of an integration with the scopes `spark:kms` and
    /// `spark:people_read` at <https://developer.webex.com/my-apps>. The API of Webex for Government has
    /// another URL:
    ///
    /// ```
    /// # use auth::provider::Webex;
    /// let webex = Webex::new("client-id", "s3cret").api_base_url("https://api-usgov.webex.com/v1");
    /// ```
    Webex: WebexProfile = Definition::oauth("webex", "Webex")
        .authorization("{api_base_url}/authorize")
        .token("{api_base_url}/access_token")
        .userinfo("{api_base_url}/people/me")
        .option("api_base_url", "https://webexapis.com/v1")
        .scope("spark:kms spark:people_read");
    user = |p| ProfileUser::new(p.id).name(p.display_name).email(p.emails.into_iter().next()).image(p.avatar);
}

/// A Webex user, as `GET /people/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WebexProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    #[serde(rename = "displayName")]
    pub display_name: Option<String>,
    /// The e-mail addresses.
    #[serde(default)]
    pub emails: Vec<String>,
    /// The URL of the picture.
    pub avatar: Option<String>,
    /// The ID of the organisation.
    #[serde(rename = "orgId")]
    pub org_id: Option<String>,
}

impl OAuthProvider<Webex> {
    /// Sets the base URL of the API, without a trailing slash; `https://webexapis.com/v1` by default.
    pub fn api_base_url(self, url: impl IntoText<String>) -> Self {
        self.option("api_base_url", url.into_text())
    }
}
