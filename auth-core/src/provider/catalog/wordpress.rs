//! WordPress.com.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// WordPress.com. Variables: `AUTH_WORDPRESS_ID`, `AUTH_WORDPRESS_SECRET`.
    ///
    /// Register `…/auth/callback/wordpress` as redirect URL at <https://developer.wordpress.com/apps/>.
    WordPress
}

/// What WordPress.com says about a user (`GET /rest/v1/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct WordPressProfile {
    /// The id.
    #[serde(rename = "ID")]
    pub id: u64,
    /// The user name.
    pub username: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether WordPress.com has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    #[serde(rename = "avatar_URL")]
    pub avatar_url: Option<String>,
}

impl Vendor for WordPress {
    type Profile = WordPressProfile;

    fn definition() -> Definition {
        Definition::oauth("wordpress", "WordPress.com")
            .authorization("https://public-api.wordpress.com/oauth2/authorize")
            .token("https://public-api.wordpress.com/oauth2/token")
            .userinfo("https://public-api.wordpress.com/rest/v1/me")
            .scope("auth")
    }

    async fn user(profile: WordPressProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.display_name).email(profile.email);
        Ok(user.image(profile.avatar_url).email_verified(profile.email_verified))
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
            "ID": 7, "display_name": "Ada", "email": "ada@example.test", "email_verified": true,
            "avatar_URL": "https://img.test/7",
        });
        let sign_in = SignIn::new(WordPress::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://public-api.wordpress.com/oauth2/authorize?scope=auth pkce",
                "POST https://public-api.wordpress.com/oauth2/token basic",
                "GET https://public-api.wordpress.com/rest/v1/me bearer",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
