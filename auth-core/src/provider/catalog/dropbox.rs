//! Dropbox.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Dropbox. Variables: `AUTH_DROPBOX_ID`, `AUTH_DROPBOX_SECRET`.
    ///
    /// Register `…/auth/callback/dropbox` as redirect URI of an app at
    /// <https://www.dropbox.com/developers/apps>, with the permission `account_info.read`.
    Dropbox
}

/// What Dropbox says about a user (`/2/users/get_current_account`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DropboxProfile {
    /// The id.
    pub account_id: String,
    /// The name.
    pub name: Option<DropboxName>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Dropbox has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub profile_photo_url: Option<String>,
    /// The country, as two letters.
    pub country: Option<String>,
    /// The locale.
    pub locale: Option<String>,
    /// Whether the account is disabled.
    pub disabled: Option<bool>,
}

/// A name at Dropbox.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DropboxName {
    /// The name to show.
    pub display_name: Option<String>,
    /// The name to be addressed by.
    pub familiar_name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub surname: Option<String>,
}

impl Vendor for Dropbox {
    type Profile = DropboxProfile;

    fn definition() -> Definition {
        Definition::oauth("dropbox", "Dropbox")
            .authorization("https://www.dropbox.com/oauth2/authorize?token_access_type=offline")
            .token("https://api.dropboxapi.com/oauth2/token")
            .userinfo(UserInfo::post("https://api.dropboxapi.com/2/users/get_current_account", ""))
            .scope("account_info.read")
            .brand_color(Color::rgb(0x00, 0x61, 0xfe))
    }

    async fn user(profile: DropboxProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.name.and_then(|name| name.display_name);
        let user = ProfileUser::new(profile.account_id).name(name).email(profile.email);
        Ok(user.image(profile.profile_photo_url).email_verified(profile.email_verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "account_id": "dbid:7", "name": { "display_name": "Ada" }, "email": "ada@example.test",
            "email_verified": false, "profile_photo_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(Dropbox::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.dropbox.com/oauth2/authorize?token_access_type=offline\
                    &scope=account_info.read pkce",
                "POST https://api.dropboxapi.com/oauth2/token basic",
                "POST https://api.dropboxapi.com/2/users/get_current_account bearer",
                "user dbid:7 | Ada | ada@example.test (unverified) | https://img.test/7",
            ]
        );
    }
}
