//! Todoist.

use super::prelude::*;

vendor! {
    /// Todoist. Variables: `AUTH_TODOIST_ID`, `AUTH_TODOIST_SECRET`.
    ///
    /// Register `…/auth/callback/todoist` as an OAuth redirect URL at
    /// <https://developer.todoist.com/appconsole.html>.
    ///
    /// The profile comes from API v1; sync v9, which Auth.js uses, has been switched off.
    Todoist: TodoistProfile = Definition::oauth("todoist", "Todoist")
        .authorization("https://todoist.com/oauth/authorize")
        .token("https://todoist.com/oauth/access_token")
        .userinfo("https://api.todoist.com/api/v1/user")
        .scope("data:read").client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0xe4, 0x43, 0x32));
    user = |p| ProfileUser::new(p.id)
        .name(p.full_name).email(p.email).image(p.avatar_big)
        .email_verified(p.verification_status.map(|status| status == "verified"));
}

/// A Todoist user, as `GET /api/v1/user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TodoistProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The verification status of the e-mail address: `verified`, `unverified`, `blocked` or `legacy`.
    pub verification_status: Option<String>,
    /// The URL of the picture.
    pub avatar_big: Option<String>,
}
