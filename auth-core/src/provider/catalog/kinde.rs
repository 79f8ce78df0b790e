//! Kinde.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Kinde. Variables: `AUTH_KINDE_ID`, `AUTH_KINDE_SECRET`, `AUTH_KINDE_ISSUER`.
    ///
    /// The issuer is the business's domain: `https://{business}.kinde.com`, or a domain of its own. Register
    /// `…/auth/callback/kinde` as allowed callback URL of a back-end web application.
    Kinde
}

impl Vendor for Kinde {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("kinde", "Kinde")
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
        let sign_in = SignIn::new(Kinde::new("client", "secret").issuer("https://id.test"), profile);
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
