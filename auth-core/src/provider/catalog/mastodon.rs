//! Mastodon.

use super::prelude::*;

vendor! {
    /// An instance of Mastodon. Variables: `AUTH_MASTODON_ID`, `AUTH_MASTODON_SECRET`,
    /// `AUTH_MASTODON_ISSUER`.
    ///
    /// The issuer is the URL of the instance, without a trailing slash: `https://mastodon.social`. Register
    /// `…/auth/callback/mastodon` as a redirect URI of an application with the scope `read`, in the
    /// instance's preferences under “Development”. Mastodon provides no e-mail address.
    Mastodon: MastodonProfile = Definition::oauth("mastodon", "Mastodon")
        .authorization("{issuer}/oauth/authorize")
        .token("{issuer}/oauth/token")
        .userinfo("{issuer}/api/v1/accounts/verify_credentials")
        .scope("read");
    user = |p| ProfileUser::new(p.id).name(p.username).image(p.avatar_static);
}

/// A Mastodon account, as `GET /api/v1/accounts/verify_credentials` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MastodonProfile {
    /// The ID in the instance.
    pub id: String,
    /// The user name, without the instance.
    #[serde(default)]
    pub username: String,
    /// The display name.
    pub display_name: Option<String>,
    /// The URL of the profile page.
    pub url: Option<String>,
    /// The URL of the picture, which may be animated.
    pub avatar: Option<String>,
    /// The URL of the picture without animation.
    pub avatar_static: Option<String>,
}
