//! Amazon Cognito.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    config::Color,
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
