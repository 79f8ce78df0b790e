//! Logto.

use super::prelude::*;

vendor! {
    /// Logto, in its cloud or self-hosted. Variables: `AUTH_LOGTO_ID`, `AUTH_LOGTO_SECRET`,
    /// `AUTH_LOGTO_ISSUER`.
    ///
    /// The issuer has the path `/oidc`: `https://{tenant}.logto.app/oidc`. Register `…/auth/callback/logto`
    /// as a redirect URI of a traditional web application.
    Logto: LogtoProfile = Definition::oidc("logto", "Logto").scope("offline_access openid email profile");
    user = |p| ProfileUser::new(p.sub)
        .name(p.name.or(p.username)).email(p.email).image(p.picture).email_verified(p.email_verified);
}

/// A Logto user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LogtoProfile {
    /// The ID.
    pub sub: String,
    /// The display name.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// `true` if Logto has verified the e-mail address.
    pub email_verified: Option<bool>,
}
