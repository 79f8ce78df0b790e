//! Roblox.

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, StandardClaims, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserProfile, Vendor},
};

vendor! {
    /// Roblox. Variables: `AUTH_ROBLOX_ID`, `AUTH_ROBLOX_SECRET`.
    ///
    /// Register `…/auth/callback/roblox` as redirect URL at
    /// <https://create.roblox.com/dashboard/credentials>. Roblox tells no e-mail address.
    Roblox
}

impl Vendor for Roblox {
    type Profile = StandardClaims;

    fn definition() -> Definition {
        Definition::oidc("roblox", "Roblox")
            .issuer("https://apis.roblox.com/oauth/")
            .scope("openid profile")
            .brand_color(Color::rgb(0x58, 0x65, 0xf2))
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
        let profile =
            json!({ "sub": "7", "name": "Ada", "nickname": "ada", "picture": "https://img.test/7" });
        let sign_in = SignIn::new(Roblox::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://apis.roblox.com/oauth/authorize?scope=openid+profile pkce",
                "POST https://apis.roblox.com/oauth/token basic",
                "user 7 | Ada | - | https://img.test/7",
            ]
        );
    }
}
