//! Google.

use serde::Deserialize;

use super::vendor;
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Google. Variables: `AUTH_GOOGLE_ID`, `AUTH_GOOGLE_SECRET`.
    ///
    /// Register `…/auth/callback/google` as authorized redirect URI of an OAuth client for web applications
    /// at <https://console.cloud.google.com/apis/credentials>. Google sends a refresh token at the first
    /// consent only, and only if it is asked for offline access:
    ///
    /// ```
    /// # use auth_core::provider::Google;
    /// let google = Google::new("my-client", "s3cret")
    ///     .authorization_param("access_type", "offline")
    ///     .authorization_param("prompt", "consent");
    /// ```
    ///
    /// The parameter `hd` only chooses which accounts Google offers. Who admits one organisation only must
    /// look at
    /// [`hd`](GoogleProfile::hd) of the profile as well.
    Google
}

/// What Google says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct GoogleProfile {
    /// The id.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Google has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The domain of the organisation that the account belongs to.
    pub hd: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}

impl Vendor for Google {
    type Profile = GoogleProfile;

    fn definition() -> Definition {
        Definition::oidc("google", "Google")
            .issuer("https://accounts.google.com")
            .brand_color(Color::rgb(0x1a, 0x73, 0xe8))
    }

    async fn user(profile: GoogleProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.name).email(profile.email);
        Ok(user.image(profile.picture).email_verified(profile.email_verified))
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
            "sub": "110169", "name": "Ada", "email": "ada@example.test", "email_verified": true,
            "picture": "https://img.test/7", "hd": "example.test",
        });
        let sign_in = SignIn::new(Google::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://accounts.google.com/authorize?scope=openid+profile+email pkce",
                "POST https://accounts.google.com/token basic",
                "user 110169 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
