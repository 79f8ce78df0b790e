//! FACEIT.

use serde::Deserialize;

use super::vendor;
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// FACEIT. Variables: `AUTH_FACEIT_ID`, `AUTH_FACEIT_SECRET`.
    ///
    /// Register `…/auth/callback/faceit` as redirect URL of an OAuth2 client at
    /// <https://developers.faceit.com>.
    Faceit
}

/// What FACEIT says about a user.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FaceitProfile {
    /// The id.
    pub guid: String,
    /// The name to show.
    pub name: Option<String>,
    /// The name in games.
    pub nickname: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// Whether FACEIT has verified the address.
    pub email_verified: Option<bool>,
    /// The URL of the picture.
    pub picture: Option<String>,
    /// The locale.
    pub locale: Option<String>,
}

impl Vendor for Faceit {
    type Profile = FaceitProfile;

    fn definition() -> Definition {
        Definition::oauth("faceit", "FACEIT")
            .authorization("https://accounts.faceit.com/accounts?redirect_popup=true")
            .token("https://api.faceit.com/auth/v1/oauth/token")
            .userinfo("https://api.faceit.com/auth/v1/resources/userinfo")
    }

    async fn user(profile: FaceitProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let user = ProfileUser::new(profile.guid).name(profile.name).email(profile.email);
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
            "guid": "7-a", "name": "Ada", "email": "ada@example.test", "picture": "https://img.test/7",
        });
        let sign_in = SignIn::new(Faceit::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://accounts.faceit.com/accounts?redirect_popup=true\
                    &scope=openid+profile+email pkce",
                "POST https://api.faceit.com/auth/v1/oauth/token basic",
                "GET https://api.faceit.com/auth/v1/resources/userinfo bearer",
                "user 7-a | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
