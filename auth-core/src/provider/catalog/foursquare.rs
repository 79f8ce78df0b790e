//! Foursquare.

use super::prelude::*;
use crate::contract::IntoText;

vendor! {
    /// Foursquare. Variables: `AUTH_FOURSQUARE_ID`, `AUTH_FOURSQUARE_SECRET`.
    ///
    /// Register `…/auth/callback/foursquare` as a redirect URL of a project at
    /// <https://foursquare.com/developers>.
    Foursquare: FoursquareProfile = Definition::oauth("foursquare", "Foursquare")
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
        .brand_color(Color::rgb(0x00, 0x00, 0x00));
    user = |p| ProfileUser::new(p.id)
        .name(full_name([p.first_name, p.last_name])).email(p.contact.and_then(|contact| contact.email))
        .image(p.photo.map(|photo| format!("{}original{}", photo.prefix, photo.suffix)));
    conform = bearer_by_default;
}

impl OAuthProvider<Foursquare> {
    /// Sets the version of the API, a date; `20230131` by default.
    pub fn api_version(self, version: impl IntoText<String>) -> Self {
        self.option("api_version", version.into_text())
    }
}

/// A Foursquare user, as `GET /v2/users/self` returns it in `response.user`.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct FoursquareProfile {
    /// The ID.
    pub id: String,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The contact data.
    pub contact: Option<FoursquareContact>,
    /// The picture.
    pub photo: Option<FoursquarePhoto>,
    /// The home town.
    pub home_city: Option<String>,
}

/// The contact data of a Foursquare user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FoursquareContact {
    /// The e-mail address.
    pub email: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
}

/// The picture of a Foursquare user. Its URL is the prefix, a size and the suffix.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FoursquarePhoto {
    /// The part before the size.
    pub prefix: String,
    /// The part after the size.
    pub suffix: String,
}
