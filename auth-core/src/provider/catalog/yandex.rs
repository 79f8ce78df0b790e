//! Yandex.

use super::prelude::*;

vendor! {
    /// Yandex. Variables: `AUTH_YANDEX_ID`, `AUTH_YANDEX_SECRET`.
    ///
    /// Register `…/auth/callback/yandex` as a redirect URI of a web service at <https://oauth.yandex.ru>,
    /// with access to the name, the e-mail address and the portrait.
    Yandex: YandexProfile = Definition::oauth("yandex", "Yandex")
        .authorization("https://oauth.yandex.ru/authorize")
        .token("https://oauth.yandex.ru/token")
        .userinfo("https://login.yandex.ru/info?format=json")
        .scope("login:info login:email login:avatar").brand_color(Color::rgb(0xff, 0xcc, 0x00));
}

/// A Yandex user, as `GET /info` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct YandexProfile {
    /// The ID.
    pub id: String,
    /// The user name.
    pub login: Option<String>,
    /// The display name.
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
    /// The ID of the picture.
    pub default_avatar_id: Option<String>,
    /// `true` if the picture is only a placeholder.
    pub is_avatar_empty: Option<bool>,
}

impl UserProfile for YandexProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let name = self.display_name.or(self.real_name).or(self.first_name);
        let email = self.default_email.or(self.emails.into_iter().flatten().next());
        let avatar = self.default_avatar_id.filter(|_| self.is_avatar_empty != Some(true));
        let image = avatar.map(|id| format!("https://avatars.yandex.net/get-yapic/{id}/islands-200"));
        Ok(ProfileUser::new(self.id).name(name).email(email).image(image))
    }
}
