//! Salesforce.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Salesforce. Variables: `AUTH_SALESFORCE_ID`, `AUTH_SALESFORCE_SECRET`; `AUTH_SALESFORCE_ISSUER` for
    /// another host than `https://login.salesforce.com`: a sandbox (`https://test.salesforce.com`) or a
    /// domain of one's own.
    ///
    /// Register `…/auth/callback/salesforce` as callback URL of a connected app. The profile comes from the
    /// userinfo endpoint.
    Salesforce
}

impl Vendor for Salesforce {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("salesforce", "Salesforce")
            .issuer("https://login.salesforce.com")
            .with_nonce()
            .profile_from_userinfo()
            .brand_color(Color::rgb(0x00, 0xa1, 0xe0))
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
        let sign_in = SignIn::new(Salesforce::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://login.salesforce.com/authorize?scope=openid+profile+email pkce nonce",
                "POST https://login.salesforce.com/token basic",
                "GET https://login.salesforce.com/userinfo bearer",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
