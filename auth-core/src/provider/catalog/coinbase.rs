//! Coinbase.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// Coinbase. Variables: `AUTH_COINBASE_ID`, `AUTH_COINBASE_SECRET`.
    ///
    /// Register `…/auth/callback/coinbase` as redirect URI of an OAuth client at
    /// <https://portal.cdp.coinbase.com>.
    Coinbase
}

/// What Coinbase says about a user (`data` of `GET /v2/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct CoinbaseProfile {
    /// The id.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The e-mail address, by the scope `wallet:user:email`.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

impl Vendor for Coinbase {
    type Profile = CoinbaseProfile;

    fn definition() -> Definition {
        Definition::oauth("coinbase", "Coinbase")
            .authorization("https://login.coinbase.com/oauth2/auth")
            .token("https://login.coinbase.com/oauth2/token")
            .userinfo(UserInfo::get("https://api.coinbase.com/v2/user").profile_at("/data"))
            .scope("wallet:user:email wallet:user:read")
            .brand_color(Color::rgb(0x00, 0x52, 0xff))
    }

    async fn user(profile: CoinbaseProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(profile.avatar_url))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "data": {
            "id": "9da7", "name": "Ada", "email": "ada@example.test", "avatar_url": "https://img.test/7",
        } });
        let sign_in = SignIn::new(Coinbase::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://login.coinbase.com/oauth2/auth\
                    ?scope=wallet%3Auser%3Aemail+wallet%3Auser%3Aread pkce",
                "POST https://login.coinbase.com/oauth2/token basic",
                "GET https://api.coinbase.com/v2/user bearer",
                "user 9da7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
