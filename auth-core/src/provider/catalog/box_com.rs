//! Box.

use super::prelude::*;

vendor! {
    /// Box, the file storage. Its ID is `box`. Variables: `AUTH_BOX_ID`, `AUTH_BOX_SECRET`.
    ///
    /// Register `…/auth/callback/box` as a redirect URI of a custom app with user authentication at
    /// <https://app.box.com/developers/console>.
    BoxCom: BoxComProfile = Definition::oauth("box", "Box")
        .authorization("https://account.box.com/api/oauth2/authorize")
        .token("https://api.box.com/oauth2/token")
        .userinfo("https://api.box.com/2.0/users/me")
        .brand_color(Color::rgb(0x00, 0x75, 0xc9));
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.login).image(p.avatar_url);
}

/// A Box user, as `GET /2.0/users/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BoxComProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub name: Option<String>,
    /// The primary e-mail address.
    pub login: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The state of the account, such as `active`.
    pub status: Option<String>,
    /// The job title.
    pub job_title: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The postal address.
    pub address: Option<String>,
    /// The language as an ISO 639-1 code.
    pub language: Option<String>,
    /// The time zone.
    pub timezone: Option<String>,
}
