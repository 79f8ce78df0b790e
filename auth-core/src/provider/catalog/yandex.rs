//! Yandex.

use serde::Deserialize;

use super::{common::id, vendor};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{Definition, ProfileUser, Vendor},
};

vendor! {
    /// Yandex. Variables: `AUTH_YANDEX_ID`, `AUTH_YANDEX_SECRET`.
    ///
    /// Register `…/auth/callback/yandex` as redirect URI of a web service at <https://oauth.yandex.ru>, with
    /// access to the name, the e-mail address and the portrait.
    Yandex
}

/// What Yandex says about a user (`GET /info`).
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct YandexProfile {
    /// The id.
    #[serde(deserialize_with = "id")]
    pub id: String,
    /// The user name.
    pub login: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// The full name.
    pub real_name: Option<String>,
    /// The given name.
    pub first_name: Option<String>,
    /// The family name.
    pub last_name: Option<String>,
    /// The e-mail address.
    pub default_email: Option<String>,
    /// All e-mail addresses.
    pub emails: Option<Vec<String>>,
    /// The id of the picture.
    pub default_avatar_id: Option<String>,
    /// Whether the picture is only a placeholder.
    pub is_avatar_empty: Option<bool>,
}

impl Vendor for Yandex {
    type Profile = YandexProfile;

    fn definition() -> Definition {
        Definition::oauth("yandex", "Yandex")
            .authorization("https://oauth.yandex.ru/authorize")
            .token("https://oauth.yandex.ru/token")
            .userinfo("https://login.yandex.ru/info?format=json")
            .scope("login:info login:email login:avatar")
            .brand_color(Color::rgb(0xff, 0xcc, 0x00))
    }

    async fn user(profile: YandexProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.display_name.or(profile.real_name).or(profile.first_name);
        let email = profile.default_email.or(profile.emails.into_iter().flatten().next());
        let avatar = profile.default_avatar_id.filter(|_| profile.is_avatar_empty != Some(true));
        let image = avatar.map(|id| format!("https://avatars.yandex.net/get-yapic/{id}/islands-200"));
        Ok(ProfileUser::new(profile.id).name(name).email(email).image(image))
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
            "id": "7", "real_name": "Ada", "emails": ["ada@example.test"], "default_avatar_id": "9/8",
            "is_avatar_empty": false,
        });
        let sign_in = SignIn::new(Yandex::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.yandex.ru/authorize\
                    ?scope=login%3Ainfo+login%3Aemail+login%3Aavatar pkce",
                "POST https://oauth.yandex.ru/token basic",
                "GET https://login.yandex.ru/info?format=json bearer",
                "user 7 | Ada | ada@example.test | https://avatars.yandex.net/get-yapic/9/8/islands-200",
            ]
        );
    }

    #[test]
    fn a_placeholder_is_no_picture() {
        let profile = json!({
            "id": "7", "display_name": "ada", "default_email": "ada@example.test", "default_avatar_id": "0/0",
            "is_avatar_empty": true,
        });
        let sign_in = SignIn::new(Yandex::new("client", "secret"), profile);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://oauth.yandex.ru/authorize\
                    ?scope=login%3Ainfo+login%3Aemail+login%3Aavatar pkce",
                "POST https://oauth.yandex.ru/token basic",
                "GET https://login.yandex.ru/info?format=json bearer",
                "user 7 | ada | ada@example.test | -",
            ]
        );
    }
}
