//! Okta.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Okta. Variables: `AUTH_OKTA_ID`, `AUTH_OKTA_SECRET`, `AUTH_OKTA_ISSUER`.
    ///
    /// The issuer is that of an authorization server: `https://{domain}.okta.com`, or
    /// `https://{domain}.okta.com/oauth2/default`. Register `…/auth/callback/okta` as sign-in redirect URI of
    /// a web application.
    Okta
}

impl Vendor for Okta {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("okta", "Okta").brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
