//! EVE Online.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// EVE Online; who signs in is a character. Variables: `AUTH_EVEONLINE_ID`, `AUTH_EVEONLINE_SECRET`.
    ///
    /// Register `…/auth/callback/eveonline` as callback URL of an application at
    /// <https://developers.eveonline.com/applications>. There are no e-mail addresses.
    EveOnline
}

/// What EVE Online says about a character (`GET /oauth/verify`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "PascalCase")]
pub struct EveOnlineProfile {
    /// The id of the character.
    #[serde(rename = "CharacterID")]
    pub character_id: u64,
    /// The name of the character.
    pub character_name: Option<String>,
    /// The owner, which changes when the character passes to another account.
    pub character_owner_hash: Option<String>,
    /// When the access token expires.
    pub expires_on: Option<String>,
    /// The scopes, separated by spaces.
    pub scopes: Option<String>,
    /// What the token stands for: `Character`.
    pub token_type: Option<String>,
}

impl Vendor for EveOnline {
    type Profile = EveOnlineProfile;

    fn definition() -> Definition {
        Definition::oauth("eveonline", "EVE Online")
            .authorization("https://login.eveonline.com/v2/oauth/authorize")
            .token("https://login.eveonline.com/v2/oauth/token")
            .userinfo("https://login.eveonline.com/oauth/verify")
            .scope("publicData")
            .without_pkce()
    }

    async fn user(profile: EveOnlineProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let id = profile.character_id;
        let image = format!("https://image.eveonline.com/Character/{id}_128.jpg");
        Ok(ProfileUser::new(id).name(profile.character_name).image(image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "CharacterID": 95465499, "CharacterName": "Ada", "TokenType": "Character" });
        let sign_in = SignIn::new(EveOnline::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://login.eveonline.com/v2/oauth/authorize?scope=publicData",
                "POST https://login.eveonline.com/v2/oauth/token basic",
                "GET https://login.eveonline.com/oauth/verify bearer",
                "user 95465499 | Ada | - | https://image.eveonline.com/Character/95465499_128.jpg",
            ]
        );
    }
}
