//! Mail.ru.

use super::prelude::*;

vendor! {
    /// Mail.ru. Variables: `AUTH_MAILRU_ID`, `AUTH_MAILRU_SECRET`.
    ///
    /// Register `…/auth/callback/mailru` as a redirect URI at <https://o2.mail.ru/app/>.
    MailRu: MailRuProfile = Definition::oauth("mailru", "Mail.ru")
        .authorization("https://oauth.mail.ru/login")
        .token("https://oauth.mail.ru/token")
        .userinfo("https://oauth.mail.ru/userinfo")
        .scope("userinfo");
    user = |p| ProfileUser::new(p.id).name(p.name.or(p.nickname)).email(p.email).image(p.image);
}

/// A Mail.ru user, as `GET /userinfo` returns it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct MailRuProfile {
    /// The ID.
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
