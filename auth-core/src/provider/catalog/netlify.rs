//! Netlify.

use super::prelude::*;

vendor! {
    /// Netlify. Variables: `AUTH_NETLIFY_ID`, `AUTH_NETLIFY_SECRET`.
    ///
    /// Register `…/auth/callback/netlify` as a redirect URI at <https://app.netlify.com/user/applications>.
    Netlify: NetlifyProfile = Definition::oauth("netlify", "Netlify")
        .authorization("https://app.netlify.com/authorize")
        .token("https://api.netlify.com/oauth/token")
        .userinfo("https://api.netlify.com/api/v1/user")
        .scope("").brand_color(Color::rgb(0x32, 0xe6, 0xe2));
    user = |p| ProfileUser::new(p.id).name(p.full_name).email(p.email).image(p.avatar_url);
}

/// A Netlify user, as `GET /api/v1/user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NetlifyProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}
