//! Logto.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Logto, in its cloud or one's own. Variables: `AUTH_LOGTO_ID`, `AUTH_LOGTO_SECRET`,
    /// `AUTH_LOGTO_ISSUER`.
    ///
    /// The issuer has the path `/oidc`: `https://{tenant}.logto.app/oidc`. Register `…/auth/callback/logto`
    /// as redirect URI of a traditional web application.
    Logto
}

/// What Logto says about a user, in the ID token.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct LogtoProfile {
    /// The id.
    pub sub: String,
    /// The name to show.
    pub name: Option<String>,
    /// The user name.
    pub username: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether Logto has verified the address.
    pub email_verified: Option<bool>,
}

impl Vendor for Logto {
    type Profile = LogtoProfile;

    fn definition() -> Definition {
        Definition::oidc("logto", "Logto").scope("offline_access openid email profile")
    }

    async fn user(profile: LogtoProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.sub).name(profile.name.or(profile.username)).email(profile.email);
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
            "sub": "7", "name": null, "username": "ada", "picture": "https://img.test/7",
            "email": "ada@example.test", "email_verified": false,
        });
        let sign_in = SignIn::new(Logto::new("client", "secret").issuer("https://id.test"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/authorize?scope=offline_access+openid+email+profile pkce",
                "POST https://id.test/token basic",
                "user 7 | ada | ada@example.test (unverified) | https://img.test/7",
            ]
        );
    }
}
