//! Concept2.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// The Concept2 Logbook. Variables: `AUTH_CONCEPT2_ID`, `AUTH_CONCEPT2_SECRET`.
    ///
    /// Register `…/auth/callback/concept2` as redirect URI of an application at
    /// <https://log.concept2.com/developers/keys>. The scopes are separated by commas.
    Concept2
}

/// What Concept2 says about a user (`data` of `GET /api/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Concept2Profile {
    /// The id.
    pub id: u64,
    /// The user name.
    pub username: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub profile_image: Option<String>,
    /// The gender, `M` or `F`.
    pub gender: Option<String>,
    /// The date of birth, `YYYY-MM-DD`.
    pub dob: Option<String>,
    /// The country, as three letters.
    pub country: Option<String>,
}

impl Vendor for Concept2 {
    type Profile = Concept2Profile;

    fn definition() -> Definition {
        Definition::oauth("concept2", "Concept2")
            .authorization("https://log.concept2.com/oauth/authorize")
            .token("https://log.concept2.com/oauth/access_token")
            .userinfo(UserInfo::get("https://log.concept2.com/api/users/me").profile_at("/data"))
            .scope("user:read,results:write")
    }

    async fn user(profile: Concept2Profile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.username);
        Ok(user.email(profile.email).image(profile.profile_image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "data": {
            "id": 7, "username": "ada", "email": "ada@example.test", "profile_image": "https://img.test/7",
        } });
        let sign_in = SignIn::new(Concept2::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://log.concept2.com/oauth/authorize?scope=user%3Aread%2Cresults%3Awrite pkce",
                "POST https://log.concept2.com/oauth/access_token basic",
                "GET https://log.concept2.com/api/users/me bearer",
                "user 7 | ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
