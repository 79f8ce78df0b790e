//! Kinde.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Kinde. Variables: `AUTH_KINDE_ID`, `AUTH_KINDE_SECRET`, `AUTH_KINDE_ISSUER`.
    ///
    /// The issuer is the business's domain: `https://{business}.kinde.com`, or a domain of its own. Register
    /// `…/auth/callback/kinde` as allowed callback URL of a back-end web application.
    Kinde
}

impl Vendor for Kinde {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("kinde", "Kinde")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
