//! Beyond Identity.

use super::prelude::*;

vendor! {
    /// Beyond Identity. Variables: `AUTH_BEYONDIDENTITY_ID`, `AUTH_BEYONDIDENTITY_SECRET`,
    /// `AUTH_BEYONDIDENTITY_ISSUER`.
    ///
    /// The issuer is that of the application, under
    /// `https://auth-{region}.beyondidentity.com/v1/tenants/{tenant}/realms/{realm}/applications/`. Register
    /// `…/auth/callback/beyondidentity` as a redirect URI of an OIDC application.
    BeyondIdentity: BeyondIdentityProfile = Definition::oidc("beyondidentity", "Beyond Identity")
        .brand_color(Color::rgb(0x50, 0x77, 0xc5));
    user = |p| ProfileUser::new(p.sub).name(p.name).email(p.email).email_verified(p.email_verified);
}

/// A Beyond Identity user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BeyondIdentityProfile {
    /// The ID.
    pub sub: String,
    /// The display name.
    pub name: Option<String>,
    /// The user name.
    pub preferred_username: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Beyond Identity has verified the e-mail address.
    pub email_verified: Option<bool>,
}
