//! Reddit.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Reddit. Variables: `AUTH_REDDIT_ID`, `AUTH_REDDIT_SECRET`.
    ///
    /// Register `…/auth/callback/reddit` as redirect URI of a web app at <https://www.reddit.com/prefs/apps>.
    /// There is no PKCE. Reddit tells no e-mail address.
    Reddit
}

/// What Reddit says about a user (`GET /api/v1/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct RedditProfile {
    /// The id.
    pub id: String,
    /// The user name.
    pub name: Option<String>,
    /// The URL of the picture.
    pub icon_img: Option<String>,
    /// Whether the user has an e-mail address that Reddit has verified.
    pub has_verified_email: Option<bool>,
}

impl Vendor for Reddit {
    type Profile = RedditProfile;

    fn definition() -> Definition {
        Definition::oauth("reddit", "Reddit")
            .authorization("https://www.reddit.com/api/v1/authorize")
            .token("https://www.reddit.com/api/v1/access_token")
            .userinfo("https://oauth.reddit.com/api/v1/me")
            .scope("identity")
            .without_pkce()
            .brand_color(Color::rgb(0xff, 0x45, 0x00))
    }

    async fn user(profile: RedditProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": "7", "name": "ada", "has_verified_email": true });
        let sign_in = SignIn::new(Reddit::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.reddit.com/api/v1/authorize?scope=identity",
                "POST https://www.reddit.com/api/v1/access_token basic",
                "GET https://oauth.reddit.com/api/v1/me bearer",
                "user 7 | ada | - | -",
            ]
        );
    }
}
