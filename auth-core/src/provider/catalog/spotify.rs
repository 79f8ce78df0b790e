//! Spotify.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Spotify. Variables: `AUTH_SPOTIFY_ID`, `AUTH_SPOTIFY_SECRET`.
    ///
    /// Register `…/auth/callback/spotify` as redirect URI at <https://developer.spotify.com/dashboard>; of
    /// local ones it takes `http://127.0.0.1` and not `localhost`. Spotify does not verify e-mail addresses.
    Spotify
}

/// What Spotify says about a user (`GET /v1/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct SpotifyProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub display_name: Option<String>,
    /// The e-mail address, which nobody has verified.
    pub email: Option<String>,
    /// The picture in several sizes.
    #[serde(default)]
    pub images: Vec<SpotifyImage>,
}

/// A picture of a user of Spotify.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct SpotifyImage {
    /// The URL.
    pub url: String,
    /// The width in pixels.
    pub width: Option<u32>,
    /// The height in pixels.
    pub height: Option<u32>,
}

impl Vendor for Spotify {
    type Profile = SpotifyProfile;

    fn definition() -> Definition {
        Definition::oauth("spotify", "Spotify")
            .authorization("https://accounts.spotify.com/authorize")
            .token("https://accounts.spotify.com/api/token")
            .userinfo("https://api.spotify.com/v1/me")
            .scope("user-read-email")
            .brand_color(Color::rgb(0x1d, 0xb9, 0x54))
    }

    async fn user(profile: SpotifyProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.images.into_iter().next().map(|image| image.url);
        Ok(ProfileUser::new(profile.id).name(profile.display_name).email(profile.email).image(image))
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
            "id": "7", "display_name": "Ada", "email": "ada@example.test",
            "images": [
                { "url": "https://img.test/7", "width": 300 }, { "url": "https://img.test/small" },
            ],
        });
        let sign_in = SignIn::new(Spotify::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://accounts.spotify.com/authorize?scope=user-read-email pkce",
                "POST https://accounts.spotify.com/api/token basic",
                "GET https://api.spotify.com/v1/me bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
