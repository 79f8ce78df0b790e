//! Eventbrite.

use super::prelude::*;

vendor! {
    /// Eventbrite. Variables: `AUTH_EVENTBRITE_ID`, `AUTH_EVENTBRITE_SECRET`.
    ///
    /// Register `…/auth/callback/eventbrite` as an OAuth redirect URI of an API key at
    /// <https://www.eventbrite.com/platform/api-keys>.
    Eventbrite: EventbriteProfile = Definition::oauth("eventbrite", "Eventbrite")
        .authorization("https://www.eventbrite.com/oauth/authorize")
        .token("https://www.eventbrite.com/oauth/token")
        .userinfo("https://www.eventbriteapi.com/v3/users/me/")
        .scope("user.profile").client_auth(ClientAuthMethod::Post)
        .brand_color(Color::rgb(0xf0, 0x55, 0x37));
}

/// An Eventbrite user, as `GET /v3/users/me/` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct EventbriteProfile {
    /// The ID.
    pub id: String,
    /// The display name.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail addresses.
    #[serde(default)]
    pub emails: Vec<EventbriteEmail>,
    /// The ID of the picture.
    pub image_id: Option<String>,
    /// `true` if the profile is public.
    pub is_public: Option<bool>,
}

/// An e-mail address of an Eventbrite user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct EventbriteEmail {
    /// The e-mail address.
    pub email: String,
    /// `true` if it is the primary e-mail address.
    #[serde(default)]
    pub primary: bool,
    /// `true` if Eventbrite has verified it.
    pub verified: Option<bool>,
}

impl UserProfile for EventbriteProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let image = self.image_id.map(|id| {
            format!("https://img.evbuc.com/https%3A%2F%2Fcdn.evbuc.com%2Fimages%2F{id}%2F1%2Foriginal.jpg")
        });
        let user = ProfileUser::new(self.id).name(self.name).image(image);
        Ok(match self.emails.into_iter().find(|email| email.primary) {
            Some(primary) => user.email(primary.email).email_verified(primary.verified),
            None => user,
        })
    }
}
