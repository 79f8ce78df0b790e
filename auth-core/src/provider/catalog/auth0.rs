//! Auth0.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Auth0. Variables: `AUTH_AUTH0_ID`, `AUTH_AUTH0_SECRET`, `AUTH_AUTH0_ISSUER`.
    ///
    /// The issuer is the tenant's domain: `https://{tenant}.{region}.auth0.com/`. Register
    /// `…/auth/callback/auth0` as allowed callback URL of a regular web application at
    /// <https://manage.auth0.com>.
    Auth0
}

impl Vendor for Auth0 {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("auth0", "Auth0").brand_color(Color::rgb(0xeb, 0x54, 0x24))
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
            SignIn::new(Auth0::new("client", "secret").issuer("https://id.test"), standard_claims());
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
