//! OneLogin.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// OneLogin. Variables: `AUTH_ONELOGIN_ID`, `AUTH_ONELOGIN_SECRET`, `AUTH_ONELOGIN_ISSUER`.
    ///
    /// The issuer has the path `/oidc/2`: `https://{subdomain}.onelogin.com/oidc/2`. Register
    /// `…/auth/callback/onelogin` as redirect URI of an OpenID Connect application.
    OneLogin
}

impl Vendor for OneLogin {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("onelogin", "OneLogin")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}
