//! Mattermost.

use super::prelude::*;

vendor! {
    /// An installation of Mattermost. Variables: `AUTH_MATTERMOST_ID`, `AUTH_MATTERMOST_SECRET`,
    /// `AUTH_MATTERMOST_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a trailing slash: `https://chat.example.com`.
    /// Register `…/auth/callback/mattermost` as a callback URL of an OAuth 2.0 application under
    /// “Integrations”.
    Mattermost: MattermostProfile = Definition::oauth("mattermost", "Mattermost")
        .authorization("{issuer}/oauth/authorize")
        .token("{issuer}/oauth/access_token")
        .userinfo("{issuer}/api/v4/users/me")
        .client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.id)
        .name(p.username.or_else(|| full_name([p.first_name, p.last_name]))).email(p.email)
        .email_verified(p.email_verified);
}

/// A Mattermost user, as `GET /api/v4/users/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MattermostProfile {
    /// The ID.
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
    /// `true` if Mattermost has verified the e-mail address.
    pub email_verified: Option<bool>,
}
