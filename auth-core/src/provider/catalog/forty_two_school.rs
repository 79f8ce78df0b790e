//! 42 School.

use super::prelude::*;

vendor! {
    /// 42 School, its intranet. Variables: `AUTH_42_SCHOOL_ID`, `AUTH_42_SCHOOL_SECRET`.
    ///
    /// Register `…/auth/callback/42-school` as a redirect URI at
    /// <https://profile.intra.42.fr/oauth/applications/new>.
    FortyTwoSchool: FortyTwoSchoolProfile = Definition::oauth("42-school", "42 School")
        .authorization("https://api.intra.42.fr/oauth/authorize")
        .token("https://api.intra.42.fr/oauth/token")
        .userinfo("https://api.intra.42.fr/v2/me")
        .scope("public");
    user = |p| ProfileUser::new(p.id)
        .name(p.usual_full_name).email(p.email).image(p.image.and_then(|image| image.link));
}

/// A 42 School user, as `GET /v2/me` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FortyTwoSchoolProfile {
    /// The ID.
    pub id: u64,
    /// The login.
    #[serde(default)]
    pub login: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The full name that the user goes by.
    pub usual_full_name: Option<String>,
    /// The display name.
    pub displayname: Option<String>,
    /// The picture.
    pub image: Option<FortyTwoSchoolImage>,
    /// `true` if the user is a member of the staff.
    #[serde(rename = "staff?")]
    pub staff: Option<bool>,
    /// The year of the entrance examination.
    pub pool_year: Option<String>,
    /// The month of the entrance examination.
    pub pool_month: Option<String>,
}

/// The picture of a 42 School user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FortyTwoSchoolImage {
    /// The URL.
    pub link: Option<String>,
}
