//! Keycloak.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// A realm of a Keycloak installation. Variables: `AUTH_KEYCLOAK_ID`, `AUTH_KEYCLOAK_SECRET`,
    /// `AUTH_KEYCLOAK_ISSUER`.
    ///
    /// The issuer is the realm: `https://{domain}/realms/{realm}`. Register `…/auth/callback/keycloak` as
    /// valid redirect URI of a client with client authentication and the standard flow.
    Keycloak
}

impl Vendor for Keycloak {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("keycloak", "Keycloak").brand_color(Color::rgb(0x42, 0x8b, 0xca))
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
            SignIn::new(Keycloak::new("client", "secret").issuer("https://id.test"), standard_claims());
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
