//! Descope.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Descope. Variables: `AUTH_DESCOPE_ID`, `AUTH_DESCOPE_SECRET`; `AUTH_DESCOPE_ISSUER` for a domain of
    /// one's own.
    ///
    /// The client id is the id of the project, the secret an access key. Register `…/auth/callback/descope`
    /// with the project's federated application.
    Descope
}

impl Vendor for Descope {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("descope", "Descope")
            .issuer("https://api.descope.com/{client_id}")
            .brand_color(Color::rgb(0x1c, 0x1c, 0x23))
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
        let sign_in = SignIn::new(Descope::new("client", "secret"), standard_claims());
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.descope.com/client/authorize?scope=openid+profile+email pkce",
                "POST https://api.descope.com/client/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
