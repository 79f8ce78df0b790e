//! Twitter.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// X, formerly Twitter. Variables: `AUTH_TWITTER_ID`, `AUTH_TWITTER_SECRET` (those of OAuth 2.0).
    ///
    /// Register `…/auth/callback/twitter` as callback URI of a confidential client at
    /// <https://developer.x.com>. The e-mail address has to be asked for, by an application that may:
    ///
    /// ```
    /// # use auth_core::provider::Twitter;
    /// let userinfo = "https://api.x.com/2/users/me?user.fields=profile_image_url,confirmed_email";
    /// let twitter = Twitter::new("client-id", "s3cret")
    ///     .scope("users.read tweet.read offline.access users.email")
    ///     .definition(|definition| definition.userinfo(userinfo));
    /// ```
    Twitter
}

const USERINFO: &str = "https://api.x.com/2/users/me?user.fields=profile_image_url";

/// What X says about a user (`data` of `GET /2/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct TwitterProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The e-mail address, which the user has confirmed.
    pub confirmed_email: Option<String>,
    /// An e-mail address of which nothing else is known.
    pub email: Option<String>,
    /// The URL of the picture.
    pub profile_image_url: Option<String>,
}

impl Vendor for Twitter {
    type Profile = TwitterProfile;

    fn definition() -> Definition {
        Definition::oauth("twitter", "Twitter")
            .authorization("https://x.com/i/oauth2/authorize")
            .token("https://api.x.com/2/oauth2/token")
            .userinfo(UserInfo::get(USERINFO).profile_at("/data"))
            .scope("users.read tweet.read offline.access")
            .brand_color(Color::rgb(0x1d, 0xa1, 0xf2))
    }

    async fn user(profile: TwitterProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let verified = profile.confirmed_email.is_some().then_some(true);
        let email = profile.confirmed_email.or(profile.email);
        let user = ProfileUser::new(profile.id).name(profile.name).email(email);
        Ok(user.image(profile.profile_image_url).email_verified(verified))
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
            "data": {
                "id": "7", "name": "Ada", "username": "ada", "profile_image_url": "https://img.test/7",
            },
        });
        let sign_in = SignIn::new(Twitter::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://x.com/i/oauth2/authorize?scope=users.read+tweet.read+offline.access pkce",
                "POST https://api.x.com/2/oauth2/token basic",
                "GET https://api.x.com/2/users/me?user.fields=profile_image_url bearer",
                "user 7 | Ada | - | https://img.test/7",
            ]
        );
    }

    #[test]
    fn confirmed_addresses_are_verified() {
        let profile = json!({ "data": { "id": "7", "name": "Ada", "confirmed_email": "ada@example.test" } });
        let sign_in = SignIn::new(Twitter::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://x.com/i/oauth2/authorize?scope=users.read+tweet.read+offline.access pkce",
                "POST https://api.x.com/2/oauth2/token basic",
                "GET https://api.x.com/2/users/me?user.fields=profile_image_url bearer",
                "user 7 | Ada | ada@example.test (verified) | -",
            ]
        );
    }
}
