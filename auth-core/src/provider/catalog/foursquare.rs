//! Foursquare.

use serde::Deserialize;

use super::{
    common::{bearer_by_default, full_name},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, OAuthProvider, ProfileUser, TokenAnswer, UserInfo, Vendor},
};

vendor! {
    /// Foursquare. Variables: `AUTH_FOURSQUARE_ID`, `AUTH_FOURSQUARE_SECRET`.
    ///
    /// Register `…/auth/callback/foursquare` as redirect URL of a project at
    /// <https://foursquare.com/developers>.
    Foursquare
}

impl OAuthProvider<Foursquare> {
    /// The version of the API, a date: `20230131` unless said otherwise.
    pub fn api_version(self, version: impl Into<String>) -> Self {
        self.option("api_version", version.into())
    }
}

/// What Foursquare says about a user (`response.user` of `GET /v2/users/self`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct FoursquareProfile {
    /// The id.
    pub id: String,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// How the user can be reached.
    pub contact: Option<FoursquareContact>,
    /// The picture.
    pub photo: Option<FoursquarePhoto>,
    /// The home town.
    pub home_city: Option<String>,
}

/// How a user of Foursquare can be reached.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FoursquareContact {
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// A picture at Foursquare: its URL is the prefix, a size, and the suffix.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FoursquarePhoto {
    /// What is in front of the size.
    pub prefix: String,
    /// What is behind the size.
    pub suffix: String,
}

impl Vendor for Foursquare {
    type Profile = FoursquareProfile;

    fn definition() -> Definition {
        Definition::oauth("foursquare", "Foursquare")
            .authorization("https://foursquare.com/oauth2/authenticate")
            .token("https://foursquare.com/oauth2/access_token")
            .userinfo(
                UserInfo::get(
                    "https://api.foursquare.com/v2/users/self?v={api_version}&oauth_token={access_token}",
                )
                .without_bearer()
                .profile_at("/response/user"),
            )
            .option("api_version", "20230131")
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: FoursquareProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        let email = profile.contact.and_then(|contact| contact.email);
        let image = profile.photo.map(|photo| format!("{}original{}", photo.prefix, photo.suffix));
        Ok(ProfileUser::new(profile.id).name(name).email(email).image(image))
    }

    fn conform(answer: &mut TokenAnswer) {
        bearer_by_default(answer);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "response": { "user": {
            "id": "7", "firstName": "Ada", "lastName": "Lovelace", "contact": { "email": "ada@example.test" },
            "photo": { "prefix": "https://img.test/", "suffix": "/7.jpg" },
        } } });
        let sign_in =
            SignIn::new(Foursquare::new("client", "secret"), profile).token("token_type", Value::Null);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://foursquare.com/oauth2/authenticate?scope=openid+profile+email pkce",
                "POST https://foursquare.com/oauth2/access_token basic",
                "GET https://api.foursquare.com/v2/users/self?v=20230131&oauth_token=at",
                "user 7 | Ada Lovelace | ada@example.test | https://img.test/original/7.jpg",
            ]
        );
    }
}
