//! SimpleLogin.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// SimpleLogin. Variables: `AUTH_SIMPLELOGIN_ID`, `AUTH_SIMPLELOGIN_SECRET`.
    ///
    /// Register `…/auth/callback/simplelogin` as redirect URI of an application at
    /// <https://app.simplelogin.io/developer>. The e-mail address is an alias, if the user wants it so.
    SimpleLogin
}

/// What SimpleLogin says about a user, in the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct SimpleLoginProfile {
    /// The id; another one in each application.
    #[serde(deserialize_with = "id")]
    pub sub: String,
    /// The name to show.
    pub name: Option<String>,
    /// The e-mail address, or an alias of it.
    pub email: Option<String>,
    /// Whether SimpleLogin has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub avatar_url: Option<String>,
}

impl Vendor for SimpleLogin {
    type Profile = SimpleLoginProfile;

    fn definition() -> Definition {
        Definition::oidc("simplelogin", "SimpleLogin")
            .issuer("https://app.simplelogin.io")
            .brand_color(Color::rgb(0xe3, 0x15, 0x6a))
    }

    async fn user(profile: SimpleLoginProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.name).email(profile.email);
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
            "sub": "7", "name": "Ada", "email": "ada@example.test", "email_verified": true,
            "avatar_url": "https://img.test/7",
        });
        let sign_in = SignIn::new(SimpleLogin::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://app.simplelogin.io/authorize?scope=openid+profile+email pkce",
                "POST https://app.simplelogin.io/token basic",
                "user 7 | Ada | ada@example.test (verified) | https://img.test/7",
            ]
        );
    }
}
