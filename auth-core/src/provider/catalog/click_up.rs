//! ClickUp.

use super::prelude::*;

vendor! {
    /// ClickUp. Variables: `AUTH_CLICK_UP_ID`, `AUTH_CLICK_UP_SECRET`.
    ///
    /// Register `…/auth/callback/click-up` as a redirect URL of an app in the settings of a workspace, under
    /// ClickUp API. As in Auth.js, users have no e-mail address and no picture; a callback finds both in the
    /// profile.
    ClickUp: ClickUpProfile = Definition::oauth("click-up", "ClickUp")
        .authorization("https://app.clickup.com/api")
        .token("https://api.clickup.com/api/v2/oauth/token")
        .userinfo(UserInfo::get("https://api.clickup.com/api/v2/user").profile_at("/user"))
        .without_pkce().brand_color(Color::rgb(0x24, 0x29, 0x2f));
    user = |p| ProfileUser::new(p.id).name(p.username);
    conform = bearer_by_default;
}

/// A ClickUp user, as `GET /api/v2/user` returns it in `user`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ClickUpProfile {
    /// The ID.
    pub id: u64,
    /// The display name.
    pub username: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The colour, as `#rrggbb`.
    pub color: Option<String>,
    /// The URL of the picture.
    #[serde(rename = "profilePicture")]
    pub profile_picture: Option<String>,
    /// The initials.
    pub initials: Option<String>,
}
