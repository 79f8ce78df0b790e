//! Frontegg.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
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
            .discovery("{issuer}/oauth/.well-known/openid-configuration")
            .authorization("{issuer}/oauth/authorize")
            .token("{issuer}/oauth/token")
            .userinfo("{issuer}/identity/resources/users/v2/me")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::catalog::fixture::{SignIn, standard_claims};

    #[test]
    fn signs_in() {
        let sign_in =
            SignIn::new(Frontegg::new("client", "secret").issuer("https://acme.test"), standard_claims());
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://acme.test/oauth/authorize?scope=openid+profile+email pkce",
                "GET https://acme.test/oauth/.well-known/openid-configuration",
                "POST https://acme.test/oauth/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
