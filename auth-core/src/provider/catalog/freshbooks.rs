//! FreshBooks.

use serde::Deserialize;

use super::{common::full_name, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, UserInfo, Vendor},
};

vendor! {
    /// FreshBooks. Variables: `AUTH_FRESHBOOKS_ID`, `AUTH_FRESHBOOKS_SECRET`.
    ///
    /// Register `…/auth/callback/freshbooks` as redirect URI of an app at
    /// <https://my.freshbooks.com/#/developer>. It must be https.
    FreshBooks
}

/// What FreshBooks says about a user (`response` of `GET /auth/api/v1/users/me`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct FreshBooksProfile {
    /// The id.
    pub id: u64,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The language.
    pub language: Option<String>,
}

impl Vendor for FreshBooks {
    type Profile = FreshBooksProfile;

    fn definition() -> Definition {
        Definition::oauth("freshbooks", "Freshbooks")
            .authorization("https://auth.freshbooks.com/service/auth/oauth/authorize")
            .token("https://api.freshbooks.com/auth/oauth/token")
            .userinfo(
                UserInfo::get("https://api.freshbooks.com/auth/api/v1/users/me").profile_at("/response"),
            )
            .brand_color(Color::rgb(0x00, 0x75, 0xdd))
    }

    async fn user(profile: FreshBooksProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = full_name([profile.first_name, profile.last_name]);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn signs_in() {
        let profile = json!({ "response": {
            "id": 7, "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.test",
        } });
        let sign_in = SignIn::new(FreshBooks::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://auth.freshbooks.com/service/auth/oauth/authorize\
                    ?scope=openid+profile+email pkce",
                "POST https://api.freshbooks.com/auth/oauth/token basic",
                "GET https://api.freshbooks.com/auth/api/v1/users/me bearer",
                "user 7 | Ada Lovelace | ada@example.test | -",
            ]
        );
    }
}
