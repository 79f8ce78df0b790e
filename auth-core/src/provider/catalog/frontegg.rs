//! Frontegg.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Frontegg. Variables: `AUTH_FRONTEGG_ID`, `AUTH_FRONTEGG_SECRET`, `AUTH_FRONTEGG_ISSUER`.
    ///
    /// The issuer is the domain of the environment, without a slash at its end:
    /// `https://{subdomain}.frontegg.com`. Register `…/auth/callback/frontegg` as redirect URL of the hosted
    /// login.
    Frontegg
}

impl Vendor for Frontegg {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("frontegg", "Frontegg")
            .authorization("{issuer}/oauth/authorize")
            .token("{issuer}/oauth/token")
            .userinfo("{issuer}/identity/resources/users/v2/me")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
