//! Vipps.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Vipps MobilePay Login. Variables: `AUTH_VIPPS_ID`, `AUTH_VIPPS_SECRET`; for tests also
    /// `AUTH_VIPPS_ISSUER`, `https://apitest.vipps.no/access-management-1.0/access/`.
    ///
    /// Register `…/auth/callback/vipps` as redirect URI of the sales unit at
    /// <https://portal.vippsmobilepay.com>. The profile comes from the userinfo endpoint.
    Vipps
}

impl Vendor for Vipps {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("vipps", "Vipps")
            .issuer("https://api.vipps.no/access-management-1.0/access/")
            .scope("openid name email")
            .with_nonce()
            .profile_from_userinfo()
            .brand_color(Color::rgb(0xf0, 0x5c, 0x18))
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
        let sign_in = SignIn::new(Vipps::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.vipps.no/access-management-1.0/access/authorize\
                    ?scope=openid+name+email pkce nonce",
                "POST https://api.vipps.no/access-management-1.0/access/token basic",
                "GET https://api.vipps.no/access-management-1.0/access/userinfo bearer",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
