//! Ory Hydra.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Ory Hydra, in the Ory Network or one's own. Variables: `AUTH_HYDRA_ID`, `AUTH_HYDRA_SECRET`,
    /// `AUTH_HYDRA_ISSUER`.
    ///
    /// The issuer is that of the project: `https://{slug}.projects.oryapis.com`. Register
    /// `…/auth/callback/hydra` as redirect URI of the client.
    OryHydra
}

impl Vendor for OryHydra {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("hydra", "Hydra")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
