//! ZITADEL.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// ZITADEL. Variables: `AUTH_ZITADEL_ID`, `AUTH_ZITADEL_SECRET`, `AUTH_ZITADEL_ISSUER`.
    ///
    /// The issuer is the instance's domain: `https://{instance}.zitadel.cloud`. Register
    /// `…/auth/callback/zitadel` as redirect URI of a web application that proves itself by Basic.
    Zitadel
}

impl Vendor for Zitadel {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("zitadel", "ZITADEL")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
