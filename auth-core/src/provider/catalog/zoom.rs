//! Zoom.

use serde::Deserialize;

use super::{
    common::{flag, full_name},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Zoom. Variables: `AUTH_ZOOM_ID`, `AUTH_ZOOM_SECRET`.
    ///
    /// Register `…/auth/callback/zoom` as OAuth redirect URL of a general app with the scope to read a user
    /// at <https://marketplace.zoom.us/user/build>. The scopes are those of the app.
    Zoom
}

/// What Zoom says about a user (`GET /v2/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ZoomProfile {
    /// The id.
    pub id: String,
    /// The id of the account that the user belongs to.
    pub account_id: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Zoom has verified the address.
    #[serde(default, deserialize_with = "flag")]
    pub verified: Option<bool>,
    /// The URL of the picture.
    pub pic_url: Option<String>,
}

impl Vendor for Zoom {
    type Profile = ZoomProfile;

    fn definition() -> Definition {
        Definition::oauth("zoom", "Zoom")
            .authorization("https://zoom.us/oauth/authorize")
            .token("https://zoom.us/oauth/token")
            .userinfo("https://api.zoom.us/v2/users/me")
            .scope("")
            .brand_color(Color::rgb(0x0b, 0x5c, 0xff))
    }

    async fn user(profile: ZoomProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        let user = ProfileUser::new(profile.id).name(name).email(profile.email);
        Ok(user.image(profile.pic_url).email_verified(profile.verified))
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
            "id": "7", "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.test",
            "verified": 1, "pic_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(Zoom::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://zoom.us/oauth/authorize pkce",
                "POST https://zoom.us/oauth/token basic",
                "GET https://api.zoom.us/v2/users/me bearer",
                "user 7 | Ada Lovelace | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
