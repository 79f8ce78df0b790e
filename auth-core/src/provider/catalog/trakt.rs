//! Trakt.

use super::prelude::*;

vendor! {
    /// Trakt. Variables: `AUTH_TRAKT_ID`, `AUTH_TRAKT_SECRET`.
    ///
    /// Register `…/auth/callback/trakt` as a redirect URI at <https://trakt.tv/oauth/applications>. Users are
    /// identified by their slug, which follows the user name. Trakt provides no e-mail address.
    Trakt: TraktProfile = Definition::oauth("trakt", "Trakt")
        .authorization("https://trakt.tv/oauth/authorize")
        .token("https://api.trakt.tv/oauth/token")
        .userinfo(
            UserInfo::get("https://api.trakt.tv/users/me?extended=full")
                .header("trakt-api-version", "2")
                .header("trakt-api-key", "{client_id}"),
        )
        .scope("").brand_color(Color::rgb(0xed, 0x22, 0x24));
    user = |p| ProfileUser::new(p.ids.slug)
        .name(p.name).image(p.images.and_then(|images| images.avatar).and_then(|avatar| avatar.full));
}

/// A Trakt user, as `GET /users/me?extended=full` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktProfile {
    /// The user name.
    pub username: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The IDs.
    pub ids: TraktIds,
    /// The pictures.
    pub images: Option<TraktImages>,
}

/// The IDs of a Trakt user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktIds {
    /// The user name as it appears in URLs.
    pub slug: String,
}

/// The pictures of a Trakt user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktImages {
    /// The picture of the user.
    pub avatar: Option<TraktAvatar>,
}

/// The sizes of a picture.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TraktAvatar {
    /// The URL of the picture in full size.
    pub full: Option<String>,
}
