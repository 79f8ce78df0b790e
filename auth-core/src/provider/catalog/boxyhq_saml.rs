//! BoxyHQ SAML.

use super::prelude::*;

vendor! {
    /// BoxyHQ's SAML Jackson, which speaks SAML for the application. Variables: `AUTH_BOXYHQ_SAML_ID`,
    /// `AUTH_BOXYHQ_SAML_SECRET`, `AUTH_BOXYHQ_SAML_ISSUER`.
    ///
    /// The issuer is the URL of the installation, without a trailing slash. Register
    /// `…/auth/callback/boxyhq-saml` as a redirect URL of the SAML connection. If the client ID and secret
    /// are `dummy`, the tenant and the product select the connection:
    ///
    /// ```
    /// # use auth::provider::BoxyHQSaml;
    /// let saml = BoxyHQSaml::new("dummy", "dummy")
    ///     .issuer("https://sso.example.com")
    ///     .authorization_param("tenant", "acme.example")
    ///     .authorization_param("product", "my-product");
    /// ```
    BoxyHQSaml: BoxyHQSamlProfile = Definition::oauth("boxyhq-saml", "BoxyHQ SAML")
        .authorization("{issuer}/api/oauth/authorize?provider=saml")
        .token("{issuer}/api/oauth/token")
        .userinfo("{issuer}/api/oauth/userinfo")
        .brand_color(Color::rgb(0x25, 0xc2, 0xa0));
    user = |p| ProfileUser::new(p.id).name(full_name([p.first_name, p.last_name])).email(p.email);
}

/// A user of SAML Jackson, as `GET /api/oauth/userinfo` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct BoxyHQSamlProfile {
    /// The ID.
    pub id: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
}
