//! Dribbble.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Dribbble. Variables: `AUTH_DRIBBBLE_ID`, `AUTH_DRIBBBLE_SECRET`.
    ///
    /// Register `…/auth/callback/dribbble` as callback URL of an application at
    /// <https://dribbble.com/account/applications/new>. No scope is asked for, which Dribbble takes for
    /// `public`.
    Dribbble
}

/// What Dribbble says about a user (`GET /v2/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct DribbbleProfile {
    /// The id.
    pub id: u64,
    /// The name to show.
    pub name: Option<String>,
    /// The user name.
    pub login: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The URL of the page.
    pub html_url: Option<String>,
    /// What the user tells.
    pub bio: Option<String>,
    /// The place.
    pub location: Option<String>,
    /// Whether the user pays.
    pub pro: Option<bool>,
}

impl Vendor for Dribbble {
    type Profile = DribbbleProfile;

    fn definition() -> Definition {
        Definition::oauth("dribbble", "Dribbble")
            .authorization("https://dribbble.com/oauth/authorize")
            .token("https://dribbble.com/oauth/token")
            .userinfo("https://api.dribbble.com/v2/user")
            .scope("")
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: DribbbleProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(profile.avatar_url))
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
            "id": 7, "name": "Ada", "email": "ada@example.test", "avatar_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(Dribbble::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://dribbble.com/oauth/authorize pkce",
                "POST https://dribbble.com/oauth/token basic",
                "GET https://api.dribbble.com/v2/user bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
