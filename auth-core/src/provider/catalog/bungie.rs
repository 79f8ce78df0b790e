//! Bungie.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// Bungie.net. Variables: `AUTH_BUNGIE_ID`, `AUTH_BUNGIE_SECRET`; the API key is set in code.
    ///
    /// Register `…/auth/callback/bungie` as a redirect URL of a confidential client at
    /// <https://www.bungie.net/en/Application>, which also shows the API key. Bungie provides no e-mail
    /// address.
    ///
    /// ```
    /// # use auth::provider::Bungie;
    /// let bungie = Bungie::new("my-client", "s3cret").api_key("my-api-key");
    /// ```
    Bungie: BungieProfile = Definition::oauth("bungie", "Bungie")
        .authorization("https://www.bungie.net/en/OAuth/Authorize?reauth=true")
        .token("https://www.bungie.net/platform/app/oauth/token/")
        .userinfo(
            UserInfo::get(
                "https://www.bungie.net/platform/User/GetBungieAccount/{token.membership_id}/254/",
            )
            .header("x-api-key", "{api_key}")
            .profile_at("/Response/bungieNetUser"),
        );
}

impl OAuthProvider<Bungie> {
    /// Sets the API key of the application, without which Bungie rejects every request.
    pub fn api_key(self, key: impl IntoText<String>) -> Self {
        self.option("api_key", key.into_text())
    }
}

/// A Bungie user, as `GET /User/GetBungieAccount/…` returns it in `bungieNetUser`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct BungieProfile {
    /// The ID.
    pub membership_id: String,
    /// The display name.
    pub display_name: Option<String>,
    /// The name with its number.
    pub unique_name: Option<String>,
    /// The path of the picture below `https://www.bungie.net`.
    pub profile_picture_path: Option<String>,
    /// The description that the user has written.
    pub about: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}

impl UserProfile for BungieProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let path = self.profile_picture_path.filter(|path| !path.is_empty());
        let image = path.map(|path| format!("https://www.bungie.net/{}", path.trim_start_matches('/')));
        Ok(ProfileUser::new(self.membership_id).name(self.display_name).image(image))
    }
}
