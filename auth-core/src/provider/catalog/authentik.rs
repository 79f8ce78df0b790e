//! authentik.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// An authentik installation. Variables: `AUTH_AUTHENTIK_ID`, `AUTH_AUTHENTIK_SECRET`,
    /// `AUTH_AUTHENTIK_ISSUER`.
    ///
    /// The issuer is that of the application: `https://{domain}/application/o/{slug}/`. Register
    /// `…/auth/callback/authentik` as redirect URI of its OAuth2 provider, and give that one a signing key:
    /// without one it signs with the client secret.
    Authentik
}

impl Vendor for Authentik {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("authentik", "Authentik")
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
            SignIn::new(Authentik::new("client", "secret").issuer("https://id.test"), standard_claims());
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
