//! FreshBooks.

use super::prelude::*;

vendor! {
    /// FreshBooks. Variables: `AUTH_FRESHBOOKS_ID`, `AUTH_FRESHBOOKS_SECRET`.
    ///
    /// Register `…/auth/callback/freshbooks` as a redirect URI of an app at
    /// <https://my.freshbooks.com/#/developer>. It must be https.
    FreshBooks: FreshBooksProfile = Definition::oauth("freshbooks", "Freshbooks")
        .authorization("https://auth.freshbooks.com/service/auth/oauth/authorize")
        .token("https://api.freshbooks.com/auth/oauth/token")
        .userinfo(
            UserInfo::get("https://api.freshbooks.com/auth/api/v1/users/me").profile_at("/response"),
        )
        .brand_color(Color::rgb(0x00, 0x75, 0xdd));
    user = |p| ProfileUser::new(p.id).name(full_name([p.first_name, p.last_name])).email(p.email);
}

/// A FreshBooks user, as `GET /auth/api/v1/users/me` returns it in `response`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FreshBooksProfile {
    /// The ID.
    pub id: u64,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The language.
    pub language: Option<String>,
}
