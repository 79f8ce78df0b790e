//! BoxyHQ SAML.

use serde::Deserialize;

use super::{common::full_name, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// BoxyHQ's SAML Jackson, which speaks SAML for the application. Variables: `AUTH_BOXYHQ_SAML_ID`,
    /// `AUTH_BOXYHQ_SAML_SECRET`, `AUTH_BOXYHQ_SAML_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a slash at its end. Register
    /// `…/auth/callback/boxyhq-saml` as redirect URL of the SAML connection. With `dummy` as client id and
    /// secret, the tenant and the product say which connection is meant:
    ///
    /// ```
    /// # use auth_core::provider::BoxyHQSaml;
    /// let saml = BoxyHQSaml::new("dummy", "dummy")
    ///     .issuer("https://sso.example.com")
    ///     .authorization_param("tenant", "acme.example")
    ///     .authorization_param("product", "my-product");
    /// ```
    BoxyHQSaml
}

/// What SAML Jackson says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct BoxyHQSamlProfile {
    /// The id.
    pub id: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
}

impl Vendor for BoxyHQSaml {
    type Profile = BoxyHQSamlProfile;

    fn definition() -> Definition {
        Definition::oauth("boxyhq-saml", "BoxyHQ SAML")
            .authorization("{issuer}/api/oauth/authorize?provider=saml")
            .token("{issuer}/api/oauth/token")
            .userinfo("{issuer}/api/oauth/userinfo")
            .brand_color(Color::rgb(0x25, 0xc2, 0xa0))
    }

    async fn user(profile: BoxyHQSamlProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": "7", "email": "ada@example.test", "firstName": "Ada", "lastName": "" });
        let sign_in = SignIn::new(BoxyHQSaml::new("client", "secret").issuer("https://sso.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://sso.test/api/oauth/authorize?provider=saml\
                    &scope=openid+profile+email pkce",
                "POST https://sso.test/api/oauth/token basic",
                "GET https://sso.test/api/oauth/userinfo bearer",
                "user 7 | Ada | ada@example.test | -",
            ]
        );
    }
}
