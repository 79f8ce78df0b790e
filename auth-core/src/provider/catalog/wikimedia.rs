//! Wikimedia.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Wikimedia: Wikipedia and its sisters. Variables: `AUTH_WIKIMEDIA_ID`, `AUTH_WIKIMEDIA_SECRET`.
    ///
    /// Propose an OAuth 2.0 consumer with `…/auth/callback/wikimedia` as callback URL at
    /// <https://meta.wikimedia.org/wiki/Special:OAuthConsumerRegistration>. The e-mail address comes only to
    /// consumers that have applied for it.
    Wikimedia
}

/// What Wikimedia says about a user (`GET /oauth2/resource/profile`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WikimediaProfile {
    /// The id, the same in all wikis.
    #[serde(deserialize_with = "id")]
    pub sub: String,
    /// The user name.
    pub username: Option<String>,
    /// The full name.
    pub realname: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Wikimedia has verified the address.
    pub confirmed_email: Option<bool>,
}

impl Vendor for Wikimedia {
    type Profile = WikimediaProfile;

    fn definition() -> Definition {
        Definition::oauth("wikimedia", "Wikimedia")
            .authorization("https://meta.wikimedia.org/w/rest.php/oauth2/authorize")
            .token("https://meta.wikimedia.org/w/rest.php/oauth2/access_token")
            .userinfo("https://meta.wikimedia.org/w/rest.php/oauth2/resource/profile")
            .scope("")
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: WikimediaProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.username).email(profile.email);
        Ok(user.email_verified(profile.confirmed_email))
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
            json!({ "sub": 7, "username": "Ada", "email": "ada@example.test", "confirmed_email": true });
        let sign_in = SignIn::new(Wikimedia::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://meta.wikimedia.org/w/rest.php/oauth2/authorize pkce",
                "POST https://meta.wikimedia.org/w/rest.php/oauth2/access_token basic",
                "GET https://meta.wikimedia.org/w/rest.php/oauth2/resource/profile bearer",
                "user 7 | Ada | ada@example.test (verified) | -",
            ]
        );
    }
}
