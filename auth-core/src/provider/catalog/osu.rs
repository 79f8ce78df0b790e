//! osu!.

use super::prelude::*;

vendor! {
    /// osu!. Variables: `AUTH_OSU_ID`, `AUTH_OSU_SECRET`.
    ///
    /// Register `…/auth/callback/osu` as an application callback URL at
    /// <https://osu.ppy.sh/home/account/edit#oauth>. osu! provides no e-mail address.
    Osu: OsuProfile = Definition::oauth("osu", "osu!")
        .authorization("https://osu.ppy.sh/oauth/authorize")
        .token("https://osu.ppy.sh/oauth/token")
        .userinfo("https://osu.ppy.sh/api/v2/me")
        .scope("identify");
    user = |p| ProfileUser::new(p.id).name(p.username).image(p.avatar_url);
}

/// An osu! player, as `GET /api/v2/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct OsuProfile {
    /// The ID.
    pub id: u64,
    /// The user name.
    #[serde(default)]
    pub username: String,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
    /// The country as a two-letter code.
    pub country_code: Option<String>,
}
