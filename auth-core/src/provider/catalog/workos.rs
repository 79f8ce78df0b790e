//! WorkOS.

use serde::Deserialize;

use super::{
    common::{bearer_by_default, full_name},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, OAuthProvider, ProfileUser, TokenAnswer, Vendor},
};

vendor! {
    /// WorkOS. Variables: `AUTH_WORKOS_ID`, `AUTH_WORKOS_SECRET` (the API key).
    ///
    /// Register `…/auth/callback/workos` as redirect URI at <https://dashboard.workos.com>. WorkOS wants to
    /// know by which connection a user is to come, or of which `organization`, or by which `provider`. It is
    /// configured, or the page that signs in sends it along as a parameter of that name:
    ///
    /// ```
    /// # use auth_core::provider::WorkOS;
    /// let by_connection = WorkOS::new("client-id", "api-key").connection("conn_01E4ZCR3C56J083X43JQXF3JK5");
    /// let by_provider = WorkOS::new("client-id", "api-key").authorization_param("provider", "GoogleOAuth");
    /// ```
    ///
    /// Another issuer ends in a slash, like the default `https://api.workos.com/`.
    WorkOS
}

/// What WorkOS says about a user (`GET /sso/profile`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WorkOSProfile {
    /// The id.
    pub id: String,
    /// The connection that the user has come by.
    pub connection_id: Option<String>,
    /// The kind of that connection.
    pub connection_type: Option<String>,
    /// The organisation of that connection.
    pub organization_id: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address, as the user's own identity provider says.
    pub email: Option<String>,
    /// What the user's own identity provider says besides.
    pub raw_attributes: Option<WorkOSAttributes>,
}

/// Attributes that WorkOS hands on.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WorkOSAttributes {
    /// The URL of the picture.
    pub picture: Option<String>,
}

impl Vendor for WorkOS {
    type Profile = WorkOSProfile;

    fn definition() -> Definition {
        Definition::oauth("workos", "WorkOS")
            .issuer("https://api.workos.com/")
            .authorization("{issuer}sso/authorize")
            .token("{issuer}sso/token")
            .userinfo("{issuer}sso/profile")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x63, 0x63, 0xf1))
    }

    async fn user(profile: WorkOSProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.raw_attributes.and_then(|attributes| attributes.picture);
        let name = full_name([profile.first_name, profile.last_name]);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email).image(image))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

impl OAuthProvider<WorkOS> {
    /// The connection by which users come.
    pub fn connection(self, connection: impl Into<String>) -> Self {
        self.authorization_param("connection", connection.into())
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
            "id": "7", "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.test",
            "raw_attributes": { "picture": "https://img.test/7" },
        });
        let sign_in = SignIn::new(WorkOS::new("client", "secret").connection("conn_1"), profile)
            .token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.workos.com/sso/authorize?scope=openid+profile+email\
                    &connection=conn_1 pkce",
                "POST https://api.workos.com/sso/token post",
                "GET https://api.workos.com/sso/profile bearer",
                "user 7 | Ada Lovelace | ada@example.test | https://img.test/7",
            ]
        );
    }
}
