//! osu!.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// osu!. Variables: `AUTH_OSU_ID`, `AUTH_OSU_SECRET`.
    ///
    /// Register `…/auth/callback/osu` as application callback URL at
    /// <https://osu.ppy.sh/home/account/edit#oauth>. It tells no e-mail address.
    Osu
}

/// What osu! says about a player (`GET /api/v2/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct OsuProfile {
    /// The id.
    pub id: u64,
    /// The user name.
    pub username: String,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The country, in two letters.
    pub country_code: Option<String>,
}

impl Vendor for Osu {
    type Profile = OsuProfile;

    fn definition() -> Definition {
        Definition::oauth("osu", "osu!")
            .authorization("https://osu.ppy.sh/oauth/authorize")
            .token("https://osu.ppy.sh/oauth/token")
            .userinfo("https://osu.ppy.sh/api/v2/me")
            .scope("identify")
    }

    async fn user(profile: OsuProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.username).image(profile.avatar_url))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": 7, "username": "ada", "avatar_url": "https://img.test/7" });
        let sign_in = SignIn::new(Osu::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://osu.ppy.sh/oauth/authorize?scope=identify pkce",
                "POST https://osu.ppy.sh/oauth/token basic",
                "GET https://osu.ppy.sh/api/v2/me bearer",
                "user 7 | ada | - | https://img.test/7",
            ]
        );
    }
}
