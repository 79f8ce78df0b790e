//! Bungie.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Bungie.net. Variables: `AUTH_BUNGIE_ID`, `AUTH_BUNGIE_SECRET`; the API key is given in code.
    ///
    /// Register `…/auth/callback/bungie` as redirect URL of a confidential client at
    /// <https://www.bungie.net/en/Application>, which shows the API key too. There are no e-mail addresses.
    ///
    /// ```
    /// # use auth_core::provider::Bungie;
    /// let bungie = Bungie::new("my-client", "s3cret").api_key("my-api-key");
    /// ```
    Bungie
}

impl OAuthProvider<Bungie> {
    /// The API key of the application, without which Bungie answers nothing.
    pub fn api_key(self, key: impl Into<String>) -> Self {
        self.option("api_key", key.into())
    }
}

/// What Bungie says about a user (`bungieNetUser` of `GET /User/GetBungieAccount/…`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct BungieProfile {
    /// The id.
    pub membership_id: String,
    /// The name to show.
    pub display_name: Option<String>,
    /// The name with its number.
    pub unique_name: Option<String>,
    /// The path of the picture at `https://www.bungie.net`.
    pub profile_picture_path: Option<String>,
    /// What the user tells.
    pub about: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}

impl Vendor for Bungie {
    type Profile = BungieProfile;

    fn definition() -> Definition {
        Definition::oauth("bungie", "Bungie")
            .authorization("https://www.bungie.net/en/OAuth/Authorize?reauth=true")
            .token("https://www.bungie.net/platform/app/oauth/token/")
            .userinfo(
                UserInfo::get(
                    "https://www.bungie.net/platform/User/GetBungieAccount/{token.membership_id}/254/",
                )
                .header("x-api-key", "{api_key}")
                .profile_at("/Response/bungieNetUser"),
            )
    }

    async fn user(profile: BungieProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let path = profile.profile_picture_path.filter(|path| !path.is_empty());
        let image = path.map(|path| format!("https://www.bungie.net/{}", path.trim_start_matches('/')));
        Ok(ProfileUser::new(profile.membership_id).name(profile.display_name).image(image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "Response": { "bungieNetUser": {
            "membershipId": "7", "displayName": "Ada", "profilePicturePath": "img/profile/7.gif",
        } } });
        let sign_in =
            SignIn::new(Bungie::new("client", "secret").api_key("k3y"), profile).token("membership_id", "7");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.bungie.net/en/OAuth/Authorize?reauth=true\
                    &scope=openid+profile+email pkce",
                "POST https://www.bungie.net/platform/app/oauth/token/ basic",
                "GET https://www.bungie.net/platform/User/GetBungieAccount/7/254/ bearer x-api-key: k3y",
                "user 7 | Ada | - | https://www.bungie.net/img/profile/7.gif",
            ]
        );
    }
}
