//! Strava.

use serde::Deserialize;

use super::{common::full_name, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// Strava. Variables: `AUTH_STRAVA_ID`, `AUTH_STRAVA_SECRET`.
    ///
    /// Name the domain of the application as authorization callback domain at
    /// <https://www.strava.com/settings/api>. Strava tells no e-mail address.
    Strava
}

/// What Strava says about an athlete (`GET /api/v3/athlete`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct StravaProfile {
    /// The id.
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

impl Vendor for Strava {
    type Profile = StravaProfile;

    fn definition() -> Definition {
        Definition::oauth("strava", "Strava")
            .authorization(
                "https://www.strava.com/api/v3/oauth/authorize?approval_prompt=auto&response_type=code",
            )
            .token("https://www.strava.com/api/v3/oauth/token")
            .userinfo("https://www.strava.com/api/v3/athlete")
            .scope("read")
            .client_auth(ClientAuthMethod::Post)
    }

    async fn user(profile: StravaProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.firstname, profile.lastname]);
        Ok(ProfileUser::new(profile.id).name(name).image(profile.profile))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile =
            json!({ "id": 7, "firstname": "Ada", "lastname": "Lovelace", "profile": "https://img.test/7" });
        let sign_in = SignIn::new(Strava::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.strava.com/api/v3/oauth/authorize?approval_prompt=auto\
                    &scope=read pkce",
                "POST https://www.strava.com/api/v3/oauth/token post",
                "GET https://www.strava.com/api/v3/athlete bearer",
                "user 7 | Ada Lovelace | - | https://img.test/7",
            ]
        );
    }
}
