//! LinkedIn.

use serde::Deserialize;

use super::{common::flag, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{ClientAuthMethod, Definition, ProfileUser, Vendor},
};

vendor! {
    /// LinkedIn. Variables: `AUTH_LINKEDIN_ID`, `AUTH_LINKEDIN_SECRET`.
    ///
    /// Add the product “Sign In with LinkedIn using OpenID Connect” to the application at
    /// <https://www.linkedin.com/developers/apps>, and register `…/auth/callback/linkedin` as authorized
    /// redirect URL. There is no PKCE.
    LinkedIn
}

/// What LinkedIn says about a member, in the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LinkedInProfile {
    /// The id; another one in each application.
    pub sub: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The primary e-mail address.
    pub email: Option<String>,
    /// Whether LinkedIn has verified the address.
    #[serde(default, deserialize_with = "flag")]
    pub email_verified: Option<bool>,
}

impl Vendor for LinkedIn {
    type Profile = LinkedInProfile;

    fn definition() -> Definition {
        Definition::oidc("linkedin", "LinkedIn")
            .issuer("https://www.linkedin.com/oauth")
            .without_pkce()
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x66, 0x99))
    }

    async fn user(profile: LinkedInProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
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
            "sub": "7", "name": "Ada", "email": "ada@example.test", "email_verified": true,
            "picture": "https://img.test/7", "locale": { "country": "US", "language": "en" },
        });
        let sign_in = SignIn::new(LinkedIn::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://www.linkedin.com/oauth/authorize?scope=openid+profile+email",
                "POST https://www.linkedin.com/oauth/token post",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
