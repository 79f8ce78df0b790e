//! Mastodon.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Mastodon, one instance of it. Variables: `AUTH_MASTODON_ID`, `AUTH_MASTODON_SECRET`,
    /// `AUTH_MASTODON_ISSUER`.
    ///
    /// The issuer is the URL of the instance, without a slash at its end: `https://mastodon.social`. Register
    /// `…/auth/callback/mastodon` as redirect URI of an application with the scope `read`, in the instance's
    /// preferences under “Development”. Mastodon tells no e-mail address.
    Mastodon
}

/// What Mastodon says about an account (`GET /api/v1/accounts/verify_credentials`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MastodonProfile {
    /// The id in the instance.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The user name, without the instance.
    pub username: String,
    /// The name to show.
    pub display_name: Option<String>,
    /// The URL of the profile page.
    pub url: Option<String>,
    /// The URL of the picture, which may be animated.
    pub avatar: Option<String>,
    /// The URL of the picture at rest.
    pub avatar_static: Option<String>,
}

impl Vendor for Mastodon {
    type Profile = MastodonProfile;

    fn definition() -> Definition {
        Definition::oauth("mastodon", "Mastodon")
            .authorization("{issuer}/oauth/authorize")
            .token("{issuer}/oauth/token")
            .userinfo("{issuer}/api/v1/accounts/verify_credentials")
            .scope("read")
    }

    async fn user(profile: MastodonProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.username).image(profile.avatar_static))
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
            "id": "7", "username": "ada", "display_name": "Ada", "avatar_static": "https://img.test/7",
        });
        let sign_in = SignIn::new(Mastodon::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/oauth/authorize?scope=read pkce",
                "POST https://id.test/oauth/token basic",
                "GET https://id.test/api/v1/accounts/verify_credentials bearer",
                "user 7 | ada | - | https://img.test/7",
            ]
        );
    }
}
