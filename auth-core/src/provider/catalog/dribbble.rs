//! Dribbble.

use super::prelude::*;

vendor! {
    /// Dribbble. Variables: `AUTH_DRIBBBLE_ID`, `AUTH_DRIBBBLE_SECRET`.
    ///
    /// Register `…/auth/callback/dribbble` as a callback URL of an application at
    /// <https://dribbble.com/account/applications/new>. Dribbble treats an empty scope as `public`.
    Dribbble: DribbbleProfile = Definition::oauth("dribbble", "Dribbble")
        .authorization("https://dribbble.com/oauth/authorize")
        .token("https://dribbble.com/oauth/token")
        .userinfo("https://api.dribbble.com/v2/user")
        .scope("").brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.email).image(p.avatar_url);
}

/// A Dribbble user, as `GET /v2/user` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DribbbleProfile {
    /// The ID.
    pub id: u64,
    /// The display name.
    pub name: Option<String>,
    /// The user name.
    pub login: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The URL of the profile page.
    pub html_url: Option<String>,
    /// The description that the user has written.
    pub bio: Option<String>,
    /// The location.
    pub location: Option<String>,
    /// `true` if the user has a paid account.
    pub pro: Option<bool>,
}
