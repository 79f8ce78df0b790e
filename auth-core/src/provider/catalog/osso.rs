//! Osso.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Osso, an installation of it. Variables: `AUTH_OSSO_ID`, `AUTH_OSSO_SECRET`, `AUTH_OSSO_ISSUER`.
    ///
    /// The issuer is the URL of the installation, **with** a slash at its end: `https://demo.ossoapp.com/`.
    /// Register `…/auth/callback/osso` as redirect URI of the OAuth client.
    Osso
}

/// What Osso says about a user (`GET /oauth/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct OssoProfile {
    /// The id.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The e-mail address.
    pub email: Option<String>,
    /// The identity provider that the user has come by.
    pub idp: Option<String>,
    /// The name to show.
    pub name: Option<String>,
    /// The URL of the picture.
    pub picture: Option<String>,
}

impl Vendor for Osso {
    type Profile = OssoProfile;

    fn definition() -> Definition {
        Definition::oauth("osso", "Osso")
            .authorization("{issuer}oauth/authorize")
            .token("{issuer}oauth/token")
            .userinfo("{issuer}oauth/me")
    }

    async fn user(profile: OssoProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        Ok(ProfileUser::new(profile.id).name(profile.name).email(profile.email).image(profile.picture))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "id": "7", "email": "ada@example.test", "idp": "Okta" });
        let sign_in = SignIn::new(Osso::new("client", "secret").issuer("https://id.test/"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://id.test/oauth/authorize?scope=openid+profile+email pkce",
                "POST https://id.test/oauth/token basic",
                "GET https://id.test/oauth/me bearer",
                "user 7 | - | ada@example.test | -",
            ]
        );
    }
}
