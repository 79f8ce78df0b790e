//! Passage.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Passage by 1Password. Variables: `AUTH_PASSAGE_ID`, `AUTH_PASSAGE_SECRET`, `AUTH_PASSAGE_ISSUER`.
    ///
    /// The issuer is the application's domain: `https://{subdomain}.withpassage.com`. Register
    /// `…/auth/callback/passage` as allowed callback URL of a hosted application.
    Passage
}

impl Vendor for Passage {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("passage", "Passage").brand_color(Color::rgb(0x3d, 0x53, 0xf6))
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
        let sign_in = SignIn::new(Passage::new("client", "secret").issuer("https://id.test"), profile);
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
