//! Netlify.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Netlify. Variables: `AUTH_NETLIFY_ID`, `AUTH_NETLIFY_SECRET`.
    ///
    /// Register `…/auth/callback/netlify` as redirect URI at <https://app.netlify.com/user/applications>.
    Netlify
}

/// What Netlify says about a user (`GET /api/v1/user`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct NetlifyProfile {
    /// The id.
    pub id: String,
    /// The name to show.
    pub full_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

impl Vendor for Netlify {
    type Profile = NetlifyProfile;

    fn definition() -> Definition {
        Definition::oauth("netlify", "Netlify")
            .authorization("https://app.netlify.com/authorize")
            .token("https://api.netlify.com/oauth/token")
            .userinfo("https://api.netlify.com/api/v1/user")
            .scope("")
            .brand_color(Color::rgb(0x32, 0xe6, 0xe2))
    }

    async fn user(profile: NetlifyProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.id).name(profile.full_name);
        Ok(user.email(profile.email).image(profile.avatar_url))
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
            "id": "7", "full_name": "Ada", "email": "ada@example.test", "avatar_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(Netlify::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://app.netlify.com/authorize pkce",
                "POST https://api.netlify.com/oauth/token basic",
                "GET https://api.netlify.com/api/v1/user bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
