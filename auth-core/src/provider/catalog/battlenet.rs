//! Battle.net.

use super::prelude::*;

vendor! {
    /// Battle.net. Variables: `AUTH_BATTLENET_ID`, `AUTH_BATTLENET_SECRET`, `AUTH_BATTLENET_ISSUER`.
    ///
    /// The issuer is that of the region: `https://oauth.battle.net`, or `https://oauth.battlenet.com.cn` for
    /// China. Register `…/auth/callback/battlenet` as a redirect URL of a client at
    /// <https://develop.battle.net/access/clients>. Battle.net provides no e-mail address.
    BattleNet: BattleNetProfile = Definition::oidc("battlenet", "Battle.net")
        .profile_from_id_token()
        .brand_color(Color::rgb(0x14, 0x8e, 0xff));
    user = |p| ProfileUser::new(p.sub).name(p.battle_tag);
}

/// A Battle.net user: the claims of the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct BattleNetProfile {
    /// The ID.
    pub sub: String,
    /// The name in games, with its number: `Player#1234`.
    pub battle_tag: Option<String>,
}
