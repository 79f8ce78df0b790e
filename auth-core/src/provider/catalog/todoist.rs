//! Todoist.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// Todoist. Variables: `AUTH_TODOIST_ID`, `AUTH_TODOIST_SECRET`.
    ///
    /// Register `…/auth/callback/todoist` as OAuth redirect URL at
    /// <https://developer.todoist.com/appconsole.html>.
    ///
    /// The profile comes from API v1; sync v9, which Auth.js asks, is switched off.
    Todoist
}

/// What Todoist says about a user (`GET /api/v1/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TodoistProfile {
    /// The id.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The name to show.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Todoist has verified the address: `verified`, `unverified`, `blocked` or `legacy`.
    pub verification_status: Option<String>,
    /// The URL of the picture.
    pub avatar_big: Option<String>,
}

impl Vendor for Todoist {
    type Profile = TodoistProfile;

    fn definition() -> Definition {
        Definition::oauth("todoist", "Todoist")
            .authorization("https://todoist.com/oauth/authorize")
            .token("https://todoist.com/oauth/access_token")
            .userinfo("https://api.todoist.com/api/v1/user")
            .scope("data:read")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0xe4, 0x43, 0x32))
    }

    async fn user(profile: TodoistProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let verified = profile.verification_status.map(|status| status == "verified");
        let user = ProfileUser::new(profile.id).name(profile.full_name).email(profile.email);
        Ok(user.image(profile.avatar_big).email_verified(verified))
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
            "id": "7", "full_name": "Ada", "email": "ada@example.test",
            "verification_status": "unverified", "avatar_big": "https://img.test/7",
        });
        let sign_in = SignIn::new(Todoist::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://todoist.com/oauth/authorize?scope=data%3Aread pkce",
                "POST https://todoist.com/oauth/access_token post",
                "GET https://api.todoist.com/api/v1/user bearer",
                "user 7 | Ada | ada@example.test (unverified) | https://img.test/7",
            ]
        );
    }
}
