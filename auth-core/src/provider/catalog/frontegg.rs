//! Frontegg.

use super::vendor;
use crate::{
    BoxError, StandardClaims, TokenSet,
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Frontegg. Variables: `AUTH_FRONTEGG_ID`, `AUTH_FRONTEGG_SECRET`, `AUTH_FRONTEGG_ISSUER`.
    ///
    /// The issuer is the domain of the environment, without a slash at its end:
    /// `https://{subdomain}.frontegg.com`. Register `…/auth/callback/frontegg` as redirect URL of the hosted
    /// login.
    Frontegg
}

impl Vendor for Frontegg {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("frontegg", "Frontegg")
            .authorization("{issuer}/oauth/authorize")
            .token("{issuer}/oauth/token")
            .userinfo("{issuer}/identity/resources/users/v2/me")
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
        let profile = json!({ "sub": "7", "nickname": "ada", "email": "ada@example.test", "email_verified": true, "picture": "https://img.test/7" });
        let sign_in = SignIn::new(Frontegg::new("client", "secret").issuer("https://acme.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://acme.test/oauth/authorize?scope=openid+profile+email pkce",
                "POST https://acme.test/oauth/token basic",
                "user 7 | ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
