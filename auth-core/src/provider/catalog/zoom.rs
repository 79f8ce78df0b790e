//! Zoom.

use super::prelude::*;

vendor! {
    /// Zoom. Variables: `AUTH_ZOOM_ID`, `AUTH_ZOOM_SECRET`.
    ///
    /// Register `…/auth/callback/zoom` as an OAuth redirect URL of a general app with the scope to read a
    /// user at <https://marketplace.zoom.us/user/build>. The scopes are those of the app.
    Zoom: ZoomProfile = Definition::oauth("zoom", "Zoom")
        .authorization("https://zoom.us/oauth/authorize")
        .token("https://zoom.us/oauth/token")
        .userinfo("https://api.zoom.us/v2/users/me")
        .scope("").brand_color(Color::rgb(0x0b, 0x5c, 0xff));
    user = |p| ProfileUser::new(p.id)
        .name(full_name([p.first_name, p.last_name])).email(p.email).image(p.pic_url)
        .email_verified(p.verified);
}

/// A Zoom user, as `GET /v2/users/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ZoomProfile {
    /// The ID.
    pub id: String,
    /// The ID of the account that the user belongs to.
    pub account_id: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Zoom has verified the e-mail address.
    pub verified: Option<bool>,
    /// The URL of the picture.
    pub pic_url: Option<String>,
}
