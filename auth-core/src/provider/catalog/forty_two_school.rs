//! 42 School.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// 42 School, its intranet. Variables: `AUTH_42_SCHOOL_ID`, `AUTH_42_SCHOOL_SECRET`.
    ///
    /// Register `…/auth/callback/42-school` as redirect URI at
    /// <https://profile.intra.42.fr/oauth/applications/new>.
    FortyTwoSchool
}

/// What 42 School says about a user (`GET /v2/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FortyTwoSchoolProfile {
    /// The id.
    pub id: u64,
    /// The login.
    pub login: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The full name that the user goes by.
    pub usual_full_name: Option<String>,
    /// The name to show.
    pub displayname: Option<String>,
    /// The picture.
    pub image: Option<FortyTwoSchoolImage>,
    /// Whether the user is of the staff.
    #[serde(rename = "staff?")]
    pub staff: Option<bool>,
    /// The year of the entrance examination.
    pub pool_year: Option<String>,
    /// The month of the entrance examination.
    pub pool_month: Option<String>,
}

/// A picture at 42 School.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FortyTwoSchoolImage {
    /// The URL.
    pub link: Option<String>,
}

impl Vendor for FortyTwoSchool {
    type Profile = FortyTwoSchoolProfile;

    fn definition() -> Definition {
        Definition::oauth("42-school", "42 School")
            .authorization("https://api.intra.42.fr/oauth/authorize")
            .token("https://api.intra.42.fr/oauth/token")
            .userinfo("https://api.intra.42.fr/v2/me")
            .scope("public")
    }

    async fn user(profile: FortyTwoSchoolProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let image = profile.image.and_then(|image| image.link);
        Ok(ProfileUser::new(profile.id).name(profile.usual_full_name).email(profile.email).image(image))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "id": 7, "login": "ada", "email": "ada@example.test", "usual_full_name": "Ada L.",
            "staff?": false, "image": { "link": "https://cdn.intra.42.fr/users/7.jpg" },
        });
        let sign_in = SignIn::new(FortyTwoSchool::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://api.intra.42.fr/oauth/authorize?scope=public pkce",
                "POST https://api.intra.42.fr/oauth/token basic",
                "GET https://api.intra.42.fr/v2/me bearer",
                "user 7 | Ada L. | ada@example.test | https://cdn.intra.42.fr/users/7.jpg",
            ]
        );
    }
}
