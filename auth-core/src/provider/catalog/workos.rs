//! WorkOS.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// WorkOS. Variables: `AUTH_WORKOS_ID`, `AUTH_WORKOS_SECRET` (the API key).
    ///
    /// Register `…/auth/callback/workos` as a redirect URI at <https://dashboard.workos.com>. WorkOS needs to
    /// know the connection, the `organization` or the `provider` through which a user signs in. Configure it,
    /// or let the sign-in page send it as a parameter of that name:
    ///
    /// ```
    /// # use auth::provider::WorkOS;
    /// let by_connection = WorkOS::new("client-id", "api-key").connection("conn_01E4ZCR3C56J083X43JQXF3JK5");
    /// let by_provider = WorkOS::new("client-id", "api-key").authorization_param("provider", "GoogleOAuth");
    /// ```
    ///
    /// A different issuer has to end with a slash, like the default `https://api.workos.com/`.
    WorkOS: WorkOSProfile = Definition::oauth("workos", "WorkOS")
        .issuer("https://api.workos.com/")
        .authorization("{issuer}sso/authorize")
        .token("{issuer}sso/token")
        .userinfo("{issuer}sso/profile")
        .client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x63, 0x63, 0xf1));
    user = |p| ProfileUser::new(p.id)
        .name(full_name([p.first_name, p.last_name])).email(p.email)
        .image(p.raw_attributes.and_then(|attributes| attributes.picture));
    conform = bearer_by_default;
}

/// A WorkOS user, as `GET /sso/profile` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WorkOSProfile {
    /// The ID.
    pub id: String,
    /// The ID of the connection through which the user signed in.
    pub connection_id: Option<String>,
    /// The type of the connection.
    pub connection_type: Option<String>,
    /// The ID of the connection's organisation.
    pub organization_id: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address, as the user's own identity provider states it.
    pub email: Option<String>,
    /// The other attributes, as the user's own identity provider states them.
    pub raw_attributes: Option<WorkOSAttributes>,
}

/// The attributes that WorkOS passes on.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WorkOSAttributes {
    /// The URL of the picture.
    pub picture: Option<String>,
}

impl OAuthProvider<WorkOS> {
    /// Sets the connection through which users sign in.
    pub fn connection(self, connection: impl IntoText<String>) -> Self {
        self.authorization_param("connection", connection.into_text())
    }
}
