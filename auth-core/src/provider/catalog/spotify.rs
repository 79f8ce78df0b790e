//! Spotify.

use super::prelude::*;

vendor! {
    /// Spotify. Variables: `AUTH_SPOTIFY_ID`, `AUTH_SPOTIFY_SECRET`.
    ///
    /// Register `…/auth/callback/spotify` as a redirect URI at <https://developer.spotify.com/dashboard>. For
    /// local development, Spotify accepts `http://127.0.0.1` but not `localhost`. It does not verify e-mail
    /// addresses.
    Spotify: SpotifyProfile = Definition::oauth("spotify", "Spotify")
        .authorization("https://accounts.spotify.com/authorize")
        .token("https://accounts.spotify.com/api/token")
        .userinfo("https://api.spotify.com/v1/me")
        .scope("user-read-email").brand_color(Color::rgb(0x1d, 0xb9, 0x54));
    user = |p| ProfileUser::new(p.id)
        .name(p.display_name).email(p.email).image(p.images.into_iter().next().map(|image| image.url));
}

/// A Spotify user, as `GET /v1/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct SpotifyProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub display_name: Option<String>,
    /// The e-mail address, which is not verified.
    pub email: Option<String>,
    /// The picture in several sizes.
    #[serde(default)]
    pub images: Vec<SpotifyImage>,
}

/// A picture of a Spotify user.
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
