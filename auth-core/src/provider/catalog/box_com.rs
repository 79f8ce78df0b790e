//! Box.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Box, the file storage; its id is `box`. Variables: `AUTH_BOX_ID`, `AUTH_BOX_SECRET`.
    ///
    /// Register `…/auth/callback/box` as redirect URI of a custom app with user authentication at
    /// <https://app.box.com/developers/console>.
    BoxCom
}

/// What Box says about a user (`GET /2.0/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BoxComProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The primary e-mail address.
    pub login: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// Whether the account is `active`.
    pub status: Option<String>,
    /// The job title.
    pub job_title: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The language, as ISO 639-1 code.
    pub language: Option<String>,
    /// The time zone.
    pub timezone: Option<String>,
}

impl Vendor for BoxCom {
    type Profile = BoxComProfile;

    fn definition() -> Definition {
        Definition::oauth("box", "Box")
            .authorization("https://account.box.com/api/oauth2/authorize")
            .token("https://api.box.com/oauth2/token")
            .userinfo("https://api.box.com/2.0/users/me")
            .brand_color(Color::rgb(0x00, 0x75, 0xc9))
    }

    async fn user(profile: BoxComProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.login).image(profile.avatar_url))
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
            "id": "7", "name": "Ada", "login": "ada@example.test", "avatar_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(BoxCom::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://account.box.com/api/oauth2/authorize?scope=openid+profile+email pkce",
                "POST https://api.box.com/oauth2/token basic",
                "GET https://api.box.com/2.0/users/me bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
