//! Strava.

use super::prelude::*;

vendor! {
    /// Strava. Variables: `AUTH_STRAVA_ID`, `AUTH_STRAVA_SECRET`.
    ///
    /// Enter the domain of the application as the authorization callback domain at
    /// <https://www.strava.com/settings/api>. Strava provides no e-mail address.
    Strava: StravaProfile = Definition::oauth("strava", "Strava")
        .authorization(
            "https://www.strava.com/api/v3/oauth/authorize?approval_prompt=auto&response_type=code",
        )
        .token("https://www.strava.com/api/v3/oauth/token")
        .userinfo("https://www.strava.com/api/v3/athlete")
        .scope("read").client_auth(ClientAuthMethod::Post);
    user = |p| ProfileUser::new(p.id).name(full_name([p.firstname, p.lastname])).image(p.profile);
}

/// A Strava athlete, as `GET /api/v3/athlete` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct StravaProfile {
    /// The ID.
    pub id: u64,
    /// The user name.
    pub username: Option<String>,
    /// The given name.
    pub firstname: Option<String>,
    /// The family name.
    pub lastname: Option<String>,
    /// The URL of the picture.
    pub profile: Option<String>,
}
