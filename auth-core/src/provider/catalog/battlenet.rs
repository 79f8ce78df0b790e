//! Battle.net.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Battle.net. Variables: `AUTH_BATTLENET_ID`, `AUTH_BATTLENET_SECRET`, `AUTH_BATTLENET_ISSUER`.
    ///
    /// The issuer is that of the region: `https://oauth.battle.net`, or `https://oauth.battlenet.com.cn` for
    /// China. Register `…/auth/callback/battlenet` as redirect URL of a client at
    /// <https://develop.battle.net/access/clients>. There are no e-mail addresses.
    BattleNet
}

/// What Battle.net says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BattleNetProfile {
    /// The id.
    pub sub: String,
    /// The name in games, with its number: `Player#1234`.
    pub battle_tag: Option<String>,
}

impl Vendor for BattleNet {
    type Profile = BattleNetProfile;

    fn definition() -> Definition {
        Definition::oidc("battlenet", "Battle.net").brand_color(Color::rgb(0x14, 0x8e, 0xff))
    }

    async fn user(profile: BattleNetProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.sub).name(profile.battle_tag))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "sub": "7", "battle_tag": "Ada#1815" });
        let sign_in =
            SignIn::new(BattleNet::new("client", "secret").issuer("https://oauth.battle.net"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.battle.net/authorize?scope=openid+profile+email pkce",
                "POST https://oauth.battle.net/token basic",
                "user 7 | Ada#1815 | - | -",
            ]
        );
    }
}
