//! Ory Hydra.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Ory Hydra, in the Ory Network or one's own. Variables: `AUTH_HYDRA_ID`, `AUTH_HYDRA_SECRET`,
    /// `AUTH_HYDRA_ISSUER`.
    ///
    /// The issuer is that of the project: `https://{slug}.projects.oryapis.com`. Register
    /// `…/auth/callback/hydra` as redirect URI of the client.
    OryHydra
}

impl Vendor for OryHydra {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("hydra", "Hydra")
    }

    async fn user(profile: StandardClaims, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        profile.user()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "sub": "7", "name": "Ada", "email": "ada@example.test", "email_verified": true,
            "picture": "https://img.test/7",
        });
        let sign_in = SignIn::new(OryHydra::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/token basic",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
