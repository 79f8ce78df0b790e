//! Mail.ru.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Mail.ru. Variables: `AUTH_MAILRU_ID`, `AUTH_MAILRU_SECRET`.
    ///
    /// Register `…/auth/callback/mailru` as redirect URI at <https://o2.mail.ru/app/>.
    MailRu
}

/// What Mail.ru says about a user (`GET /userinfo`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailRuProfile {
    /// The id.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The full name.
    pub name: Option<String>,
    /// The nickname.
    pub nickname: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The URL of the picture.
    pub image: Option<String>,
}

impl Vendor for MailRu {
    type Profile = MailRuProfile;

    fn definition() -> Definition {
        Definition::oauth("mailru", "Mail.ru")
            .authorization("https://oauth.mail.ru/login")
            .token("https://oauth.mail.ru/token")
            .userinfo("https://oauth.mail.ru/userinfo")
            .scope("userinfo")
    }

    async fn user(profile: MailRuProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.name.or(profile.nickname);
        Ok(ProfileUser::new(profile.id).name(name).email(profile.email).image(profile.image))
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
            "id": "7", "name": "Ada", "nickname": "ada", "email": "ada@example.test",
            "image": "https://img.test/7",
        });
        let sign_in = SignIn::new(MailRu::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.mail.ru/login?scope=userinfo pkce",
                "POST https://oauth.mail.ru/token basic",
                "GET https://oauth.mail.ru/userinfo bearer",
                "user 7 | Ada | ada@example.test | https://img.test/7",
            ]
        );
    }
}
