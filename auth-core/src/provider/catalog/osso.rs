//! Osso.

use super::prelude::*;

vendor! {
    /// An installation of Osso. Variables: `AUTH_OSSO_ID`, `AUTH_OSSO_SECRET`, `AUTH_OSSO_ISSUER`.
    ///
    /// The issuer is the URL of the installation, **with** a trailing slash: `https://demo.ossoapp.com/`.
    /// Register `…/auth/callback/osso` as a redirect URI of the OAuth client.
    Osso: OssoProfile = Definition::oauth("osso", "Osso")
        .authorization("{issuer}oauth/authorize")
        .token("{issuer}oauth/token")
        .userinfo("{issuer}oauth/me");
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.email).image(p.picture);
}

/// An Osso user, as `GET /oauth/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct OssoProfile {
    /// The ID.
    pub id: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The identity provider through which the user signed in.
    pub idp: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
}
