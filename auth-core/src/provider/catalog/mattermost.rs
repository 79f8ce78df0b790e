//! Mattermost.

use serde::Deserialize;

use super::{common::full_name, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// Mattermost, an installation of it. Variables: `AUTH_MATTERMOST_ID`, `AUTH_MATTERMOST_SECRET`,
    /// `AUTH_MATTERMOST_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a slash at its end: `https://chat.example.com`.
    /// Register `…/auth/callback/mattermost` as callback URL of an OAuth 2.0 application under
    /// “Integrations”.
    Mattermost
}

/// What Mattermost says about a user (`GET /api/v4/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MattermostProfile {
    /// The id.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The nickname.
    pub nickname: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Mattermost has verified the address.
    pub email_verified: Option<bool>,
}

impl Vendor for Mattermost {
    type Profile = MattermostProfile;

    fn definition() -> Definition {
        Definition::oauth("mattermost", "Mattermost")
            .authorization("{issuer}/oauth/authorize")
            .token("{issuer}/oauth/access_token")
            .userinfo("{issuer}/api/v4/users/me")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: MattermostProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.username.or_else(|| full_name([profile.first_name, profile.last_name]));
        let user = ProfileUser::new(profile.id).name(name).email(profile.email);
        Ok(user.email_verified(profile.email_verified))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "id": "7", "username": "ada", "email": "ada@example.test", "email_verified": true });
        let sign_in = SignIn::new(Mattermost::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/oauth/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/oauth/access_token post",
                "GET https://id.test/api/v4/users/me bearer",
                "user 7 | ada | ada@example.test (verified) | -",
            ]
        );
    }
}
