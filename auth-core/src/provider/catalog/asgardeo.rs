//! Asgardeo.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Asgardeo, WSO2's identity service. Variables: `AUTH_ASGARDEO_ID`, `AUTH_ASGARDEO_SECRET`,
    /// `AUTH_ASGARDEO_ISSUER`.
    ///
    /// The issuer is `https://api.asgardeo.io/t/{organization}/oauth2/token`, as Asgardeo's metadata has it.
    /// Register `…/auth/callback/asgardeo` as authorized redirect URL of a standard-based application.
    Asgardeo
}

impl Vendor for Asgardeo {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("asgardeo", "Asgardeo").brand_color(Color::rgb(0x00, 0x00, 0x00))
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
            SignIn::new(Asgardeo::new("client", "secret").issuer("https://id.test"), standard_claims());
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
