//! United Effects.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// United Effects. Variables: `AUTH_UNITED_EFFECTS_ID`, `AUTH_UNITED_EFFECTS_SECRET`,
    /// `AUTH_UNITED_EFFECTS_ISSUER`.
    ///
    /// The issuer is that of the auth group: `https://auth.unitedeffects.com/{group}`. Register
    /// `…/auth/callback/united-effects` as redirect URI of the client.
    UnitedEffects
}

impl Vendor for UnitedEffects {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("united-effects", "United Effects")
            .scope("openid email profile")
            .authorization_param("resource", "{issuer}")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
