//! ClickUp.

use serde::Deserialize;

use super::{common::bearer_by_default, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, TokenAnswer, UserInfo, Vendor},
};

vendor! {
    /// ClickUp. Variables: `AUTH_CLICK_UP_ID`, `AUTH_CLICK_UP_SECRET`.
    ///
    /// Register `…/auth/callback/click-up` as redirect URL of an app in the settings of a workspace, under
    /// ClickUp API.
    ClickUp
}

/// What ClickUp says about a user (`user` of `GET /api/v2/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ClickUpProfile {
    /// The id.
    pub id: u64,
    /// The name to show.
    pub username: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The colour, as `#rrggbb`.
    pub color: Option<String>,
    /// The URL of the picture.
    #[serde(rename = "profilePicture")]
    pub profile_picture: Option<String>,
    /// The initials.
    pub initials: Option<String>,
}

impl Vendor for ClickUp {
    type Profile = ClickUpProfile;

    fn definition() -> Definition {
        Definition::oauth("click-up", "ClickUp")
            .authorization("https://app.clickup.com/api")
            .token("https://api.clickup.com/api/v2/oauth/token")
            .userinfo(UserInfo::get("https://api.clickup.com/api/v2/user").profile_at("/user"))
            .without_pkce()
            .brand_color(Color::rgb(0x24, 0x29, 0x2f))
    }

    /// As in Auth.js, without the e-mail address and the picture; a callback finds them in the profile.
    async fn user(profile: ClickUpProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.username))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "user": { "id": 7, "username": "Ada", "email": "ada@example.test", "color": "#ff0000" },
        });
        let sign_in = SignIn::new(ClickUp::new("client", "secret"), profile).token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://app.clickup.com/api?scope=openid+profile+email",
                "POST https://api.clickup.com/api/v2/oauth/token basic",
                "GET https://api.clickup.com/api/v2/user bearer",
                "user 7 | Ada | - | -",
            ]
        );
    }
}
