//! United Effects.

use super::vendor;
use crate::{
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// United Effects. Variables: `AUTH_UNITED_EFFECTS_ID`, `AUTH_UNITED_EFFECTS_SECRET`,
    /// `AUTH_UNITED_EFFECTS_ISSUER`.
    ///
    /// The issuer is that of the auth group: `https://auth.unitedeffects.com/{group}`. Register
    /// `…/auth/callback/united-effects` as redirect URI of the client.
    UnitedEffects
}

impl Vendor for UnitedEffects {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("united-effects", "United Effects")
            .scope("openid email profile")
            .authorization_param("resource", "{issuer}")
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
        let sign_in = SignIn::new(UnitedEffects::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=openid+email+profile\
                    &resource=https%3A%2F%2Fid.test pkce",
                "POST https://id.test/token basic",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
