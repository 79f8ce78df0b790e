//! WordPress.com.

use super::prelude::*;

vendor! {
    /// WordPress.com. Variables: `AUTH_WORDPRESS_ID`, `AUTH_WORDPRESS_SECRET`.
    ///
    /// Register `…/auth/callback/wordpress` as a redirect URL at <https://developer.wordpress.com/apps/>.
    WordPress: WordPressProfile = Definition::oauth("wordpress", "WordPress.com")
        .authorization("https://public-api.wordpress.com/oauth2/authorize")
        .token("https://public-api.wordpress.com/oauth2/token")
        .userinfo("https://public-api.wordpress.com/rest/v1/me")
        .scope("auth");
    user = |p| ProfileUser::new(p.id)
        .name(p.display_name).email(p.email).image(p.avatar_url).email_verified(p.email_verified);
}

/// A WordPress.com user, as `GET /rest/v1/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WordPressProfile {
    /// The ID.
    #[serde(rename = "ID")]
    pub id: u64,
    /// The user name.
    pub username: Option<String>,
    /// The display name.
    pub display_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if WordPress.com has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    #[serde(rename = "avatar_URL")]
    pub avatar_url: Option<String>,
}
