//! Ping Identity.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Ping Identity (PingOne). Variables: `AUTH_PING_ID_ID`, `AUTH_PING_ID_SECRET`, `AUTH_PING_ID_ISSUER`.
    ///
    /// The issuer is that of the environment: `https://auth.pingone.com/{environment}/as`. Register
    /// `…/auth/callback/ping-id` as redirect URI of an OIDC web application.
    PingIdentity
}

impl Vendor for PingIdentity {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("ping-id", "Ping Identity")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
