//! Medium.

use super::prelude::*;

vendor! {
    /// Medium. Variables: `AUTH_MEDIUM_ID`, `AUTH_MEDIUM_SECRET`.
    ///
    /// Register `…/auth/callback/medium` as a callback URL at <https://medium.com/me/applications>; Medium
    /// accepts no new applications and provides no e-mail address.
    Medium: MediumProfile = Definition::oauth("medium", "Medium")
        .authorization("https://medium.com/m/oauth/authorize")
        .token("https://api.medium.com/v1/tokens")
        .userinfo(UserInfo::get("https://api.medium.com/v1/me").profile_at("/data"))
        .scope("basicProfile");
    user = |p| ProfileUser::new(p.id).name(p.name).image(p.image_url);
}

/// A Medium user, as `GET /v1/me` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MediumProfile {
    /// The ID, a different one for each application.
    pub id: String,
    /// The user name.
    pub username: Option<String>,
    /// The display name.
    pub name: Option<String>,
    /// The URL of the profile page.
    pub url: Option<String>,
    /// The URL of the picture.
    #[serde(rename = "imageUrl")]
    pub image_url: Option<String>,
}
