//! Dropbox.

use super::prelude::*;

vendor! {
    /// Dropbox. Variables: `AUTH_DROPBOX_ID`, `AUTH_DROPBOX_SECRET`.
    ///
    /// Register `…/auth/callback/dropbox` as a redirect URI of an app at
    /// <https://www.dropbox.com/developers/apps>, with the permission `account_info.read`.
    Dropbox: DropboxProfile = Definition::oauth("dropbox", "Dropbox")
        .authorization("https://www.dropbox.com/oauth2/authorize?token_access_type=offline")
        .token("https://api.dropboxapi.com/oauth2/token")
        .userinfo(UserInfo::post("https://api.dropboxapi.com/2/users/get_current_account", ""))
        .scope("account_info.read").brand_color(Color::rgb(0x00, 0x61, 0xfe));
    user = |p| ProfileUser::new(p.account_id)
        .name(p.name.and_then(|name| name.display_name)).email(p.email).image(p.profile_photo_url)
        .email_verified(p.email_verified);
}

/// A Dropbox user, as `POST /2/users/get_current_account` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DropboxProfile {
    /// The ID.
    pub account_id: String,
    /// The name.
    pub name: Option<DropboxName>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Dropbox has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub profile_photo_url: Option<String>,
    /// The country as a two-letter code.
    pub country: Option<String>,
    /// The locale.
    pub locale: Option<String>,
    /// `true` if the account is disabled.
    pub disabled: Option<bool>,
}

/// The name of a Dropbox user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DropboxName {
    /// The display name.
    pub display_name: Option<String>,
    /// The name used to address the user.
    pub familiar_name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub surname: Option<String>,
}
