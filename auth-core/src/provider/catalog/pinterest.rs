//! Pinterest.

use super::prelude::*;

vendor! {
    /// Pinterest. Variables: `AUTH_PINTEREST_ID`, `AUTH_PINTEREST_SECRET`.
    ///
    /// Register `…/auth/callback/pinterest` as a redirect URI at <https://developers.pinterest.com/apps/>.
    /// Users are identified by their user name, which they can change. Pinterest provides no e-mail address.
    Pinterest: PinterestProfile = Definition::oauth("pinterest", "Pinterest")
        .authorization("https://www.pinterest.com/oauth")
        .token("https://api.pinterest.com/v5/oauth/token")
        .userinfo("https://api.pinterest.com/v5/user_account")
        .scope("user_accounts:read").brand_color(Color::rgb(0xbd, 0x08, 0x1c));
    user = |p| ProfileUser::new(&p.username).name(p.username).image(p.profile_image);
}

/// A Pinterest user, as `GET /v5/user_account` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct PinterestProfile {
    /// The user name.
    pub username: String,
    /// The ID.
    pub id: Option<String>,
    /// The type of the account: `PINNER` or `BUSINESS`.
    pub account_type: Option<String>,
    /// The URL of a web page.
    pub website_url: Option<String>,
    /// The URL of the picture.
    pub profile_image: Option<String>,
}
