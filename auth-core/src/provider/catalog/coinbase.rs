//! Coinbase.

use super::prelude::*;

vendor! {
    /// Coinbase. Variables: `AUTH_COINBASE_ID`, `AUTH_COINBASE_SECRET`.
    ///
    /// Register `…/auth/callback/coinbase` as a redirect URI of an OAuth client at
    /// <https://portal.cdp.coinbase.com>.
    Coinbase: CoinbaseProfile = Definition::oauth("coinbase", "Coinbase")
        .authorization("https://login.coinbase.com/oauth2/auth")
        .token("https://login.coinbase.com/oauth2/token")
        .userinfo(UserInfo::get("https://api.coinbase.com/v2/user").profile_at("/data"))
        .scope("wallet:user:email wallet:user:read").brand_color(Color::rgb(0x00, 0x52, 0xff));
    user = |p| ProfileUser::new(p.id).name(p.name).email(p.email).image(p.avatar_url);
}

/// A Coinbase user, as `GET /v2/user` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct CoinbaseProfile {
    /// The ID.
    pub id: String,
    /// The name.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The e-mail address, covered by the scope `wallet:user:email`.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}
