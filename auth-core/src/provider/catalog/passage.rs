//! Passage.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Passage by 1Password. Variables: `AUTH_PASSAGE_ID`, `AUTH_PASSAGE_SECRET`, `AUTH_PASSAGE_ISSUER`.
    ///
    /// The issuer is the application's domain: `https://{subdomain}.withpassage.com`. Register
    /// `…/auth/callback/passage` as allowed callback URL of a hosted application.
    Passage
}

impl Vendor for Passage {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("passage", "Passage").brand_color(Color::rgb(0x3d, 0x53, 0xf6))
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
