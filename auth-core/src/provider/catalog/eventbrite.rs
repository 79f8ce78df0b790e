//! Eventbrite.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// Eventbrite. Variables: `AUTH_EVENTBRITE_ID`, `AUTH_EVENTBRITE_SECRET`.
    ///
    /// Register `…/auth/callback/eventbrite` as OAuth redirect URI of an API key at
    /// <https://www.eventbrite.com/platform/api-keys>.
    Eventbrite
}

/// What Eventbrite says about a user (`GET /v3/users/me/`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct EventbriteProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail addresses.
    #[serde(default)]
    pub emails: Vec<EventbriteEmail>,
    /// The id of the picture.
    pub image_id: Option<String>,
    /// Whether the profile is public.
    pub is_public: Option<bool>,
}

/// An e-mail address at Eventbrite.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct EventbriteEmail {
    /// The address.
    pub email: String,
    /// Whether it is the one to write to.
    #[serde(default)]
    pub primary: bool,
    /// Whether Eventbrite has verified it.
    pub verified: Option<bool>,
}

impl Vendor for Eventbrite {
    type Profile = EventbriteProfile;

    fn definition() -> Definition {
        Definition::oauth("eventbrite", "Eventbrite")
            .authorization("https://www.eventbrite.com/oauth/authorize")
            .token("https://www.eventbrite.com/oauth/token")
            .userinfo("https://www.eventbriteapi.com/v3/users/me/")
            .scope("user.profile")
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0xf0, 0x55, 0x37))
    }

    async fn user(profile: EventbriteProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.name).image(profile.image_id.map(image));
        Ok(match profile.emails.into_iter().find(|email| email.primary) {
            Some(primary) => user.email(primary.email).email_verified(primary.verified),
            None => user,
        })
    }
}

/// The URL of a picture.
fn image(id: String) -> String {
    format!("https://img.evbuc.com/https%3A%2F%2Fcdn.evbuc.com%2Fimages%2F{id}%2F1%2Foriginal.jpg")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({
            "id": "7", "name": "Ada", "image_id": "12",
            "emails": [
                { "email": "old@example.test", "primary": false, "verified": true },
                { "email": "ada@example.test", "primary": true, "verified": false },
            ],
        });
        let sign_in = SignIn::new(Eventbrite::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.eventbrite.com/oauth/authorize?scope=user.profile pkce",
                "POST https://www.eventbrite.com/oauth/token post",
                "GET https://www.eventbriteapi.com/v3/users/me/ bearer",
                "user 7 | Ada | ada@example.test (unverified) | \
                    https://img.evbuc.com/https%3A%2F%2Fcdn.evbuc.com%2Fimages%2F12%2F1%2Foriginal.jpg",
            ]
        );
    }
}
