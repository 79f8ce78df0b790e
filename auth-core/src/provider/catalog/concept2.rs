//! Concept2.

use super::prelude::*;

vendor! {
    /// The Concept2 Logbook. Variables: `AUTH_CONCEPT2_ID`, `AUTH_CONCEPT2_SECRET`.
    ///
    /// Register `…/auth/callback/concept2` as a redirect URI of an application at
    /// <https://log.concept2.com/developers/keys>. The scopes are separated by commas.
    Concept2: Concept2Profile = Definition::oauth("concept2", "Concept2")
        .authorization("https://log.concept2.com/oauth/authorize")
        .token("https://log.concept2.com/oauth/access_token")
        .userinfo(UserInfo::get("https://log.concept2.com/api/users/me").profile_at("/data"))
        .scope("user:read,results:write");
    user = |p| ProfileUser::new(p.id).name(p.username).email(p.email).image(p.profile_image);
}

/// A Concept2 user, as `GET /api/users/me` returns it in `data`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Concept2Profile {
    /// The ID.
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
    /// The country as a three-letter code.
    pub country: Option<String>,
}
