//! Amazon Cognito.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// A user pool of Amazon Cognito. Variables: `AUTH_COGNITO_ID`, `AUTH_COGNITO_SECRET`,
    /// `AUTH_COGNITO_ISSUER`.
    ///
    /// The issuer is `https://cognito-idp.{region}.amazonaws.com/{pool id}`. Register
    /// `…/auth/callback/cognito` as allowed callback URL of an app client with a secret, and allow it the
    /// scopes `openid`, `profile` and `email`.
    Cognito
}

impl Vendor for Cognito {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("cognito", "Cognito").brand_color(Color::rgb(0xc1, 0x7b, 0x9e))
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
            SignIn::new(Cognito::new("client", "secret").issuer("https://id.test"), standard_claims());
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
