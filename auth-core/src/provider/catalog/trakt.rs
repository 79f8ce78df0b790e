//! Trakt.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Trakt. Variables: `AUTH_TRAKT_ID`, `AUTH_TRAKT_SECRET`.
    ///
    /// Register `…/auth/callback/trakt` as redirect URI at <https://trakt.tv/oauth/applications>. Users are
    /// known by their slug, which follows the user name. Trakt tells no e-mail address.
    Trakt
}

/// What Trakt says about a user (`GET /users/me?extended=full`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktProfile {
    /// The user name.
    pub username: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The ids.
    pub ids: TraktIds,
    /// The pictures.
    pub images: Option<TraktImages>,
}

/// The ids of a user of Trakt.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktIds {
    /// The user name, as it stands in URLs.
    pub slug: String,
}

/// The pictures of a user of Trakt.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktImages {
    /// The picture of the user.
    pub avatar: Option<TraktAvatar>,
}

/// The sizes of a picture at Trakt.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktAvatar {
    /// The URL of the picture in full size.
    pub full: Option<String>,
}

impl Vendor for Trakt {
    type Profile = TraktProfile;

    fn definition() -> Definition {
        Definition::oauth("trakt", "Trakt")
            .authorization("https://trakt.tv/oauth/authorize")
            .token("https://api.trakt.tv/oauth/token")
            .userinfo(
                UserInfo::get("https://api.trakt.tv/users/me?extended=full")
                    .header("trakt-api-version", "2")
                    .header("trakt-api-key", "{client_id}"),
            )
            .scope("")
            .brand_color(Color::rgb(0xed, 0x22, 0x24))
    }

    async fn user(profile: TraktProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.images.and_then(|images| images.avatar).and_then(|avatar| avatar.full);
        Ok(ProfileUser::new(profile.ids.slug).name(profile.name).image(image))
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
            "username": "ada", "name": "Ada", "ids": { "slug": "ada" },
            "images": { "avatar": { "full": "https://img.test/7" } },
        });
        let sign_in = SignIn::new(Trakt::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://trakt.tv/oauth/authorize pkce",
                "POST https://api.trakt.tv/oauth/token basic",
                "GET https://api.trakt.tv/users/me\
                    ?extended=full bearer trakt-api-version: 2 trakt-api-key: client",
                "user ada | Ada | - | https://img.test/7",
            ]
        );
    }
}
