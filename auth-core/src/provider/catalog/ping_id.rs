//! Ping Identity.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Ping Identity (PingOne). Variables: `AUTH_PING_ID_ID`, `AUTH_PING_ID_SECRET`, `AUTH_PING_ID_ISSUER`.
    ///
    /// The issuer is that of the environment: `https://auth.pingone.com/{environment}/as`. Register
    /// `…/auth/callback/ping-id` as redirect URI of an OIDC web application.
    PingIdentity
}

impl Vendor for PingIdentity {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("ping-id", "Ping Identity")
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
        let sign_in = SignIn::new(PingIdentity::new("client", "secret").issuer("https://id.test"), profile);
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
