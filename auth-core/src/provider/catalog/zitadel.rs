//! ZITADEL.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// ZITADEL. Variables: `AUTH_ZITADEL_ID`, `AUTH_ZITADEL_SECRET`, `AUTH_ZITADEL_ISSUER`.
    ///
    /// The issuer is the instance's domain: `https://{instance}.zitadel.cloud`. Register
    /// `…/auth/callback/zitadel` as redirect URI of a web application that proves itself by Basic.
    Zitadel
}

impl Vendor for Zitadel {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("zitadel", "ZITADEL")
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
        let sign_in = SignIn::new(Zitadel::new("client", "secret").issuer("https://id.test"), profile);
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
