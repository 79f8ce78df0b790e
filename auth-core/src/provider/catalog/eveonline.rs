//! EVE Online.

use super::prelude::*;

vendor! {
    /// EVE Online, where each user is a character. Variables: `AUTH_EVEONLINE_ID`, `AUTH_EVEONLINE_SECRET`.
    ///
    /// Register `…/auth/callback/eveonline` as a callback URL of an application at
    /// <https://developers.eveonline.com/applications>. EVE Online provides no e-mail address.
    EveOnline: EveOnlineProfile = Definition::oauth("eveonline", "EVE Online")
        .authorization("https://login.eveonline.com/v2/oauth/authorize")
        .token("https://login.eveonline.com/v2/oauth/token")
        .userinfo("https://login.eveonline.com/oauth/verify")
        .scope("publicData").without_pkce();
    user = |p| ProfileUser::new(p.character_id)
        .name(p.character_name)
        .image(format!("https://image.eveonline.com/Character/{}_128.jpg", p.character_id));
}

/// An EVE Online character, as `GET /oauth/verify` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "PascalCase")]
pub struct EveOnlineProfile {
    /// The ID of the character.
    #[serde(rename = "CharacterID")]
    pub character_id: u64,
    /// The name of the character.
    pub character_name: Option<String>,
    /// The hash of the owner, which changes if the character moves to another account.
    pub character_owner_hash: Option<String>,
    /// The expiry time of the access token.
    pub expires_on: Option<String>,
    /// The scopes, separated by spaces.
    pub scopes: Option<String>,
    /// The type of the token's subject: `Character`.
    pub token_type: Option<String>,
}
