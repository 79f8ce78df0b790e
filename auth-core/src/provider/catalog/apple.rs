//! Apple.

use super::prelude::*;
use crate::{
    contract::IntoText,
    provider::oauth::{AppleKey, Credential},
};

vendor! {
    /// Sign in with Apple. Variables: `AUTH_APPLE_ID`, `AUTH_APPLE_SECRET`.
    ///
    /// The client ID is a Services ID. Register `…/auth/callback/apple` as its return URL, which must be
    /// https, at <https://developer.apple.com/account/resources>. The secret is a JWT signed with a key of
    /// the account, valid for six months at most; [`with_key`](Self::with_key) creates one on demand.
    ///
    /// Apple sends the name only once, at the user's first consent, and calls back with a POST. That request
    /// arrives without the browser's session, so an Apple account cannot be linked to a signed-in user.
    Apple: AppleProfile = Definition::oidc("apple", "Apple")
        .issuer("https://appleid.apple.com").scope("name email").form_post().without_pkce()
        .client_auth(ClientAuthMethod::Post).brand_color(Color::rgb(0x00, 0x00, 0x00));
    complete = with_user;
}

impl Apple {
    /// Creates the provider with the key that signs client secrets.
    ///
    /// ```
    /// # use auth::{Secret, provider::{Apple, oauth::{AppleKey, OAuthProvider}}, token::JoseError};
    /// # fn apple(pem: Secret) -> Result<OAuthProvider<Apple>, JoseError> {
    /// let key = AppleKey::new("TEAM123456", "KEY1234567", &pem)?;
    /// Ok(Apple::with_key("com.example.web", key))
    /// # }
    /// ```
    pub fn with_key(client_id: impl IntoText<String>, key: AppleKey) -> OAuthProvider<Self> {
        OAuthProvider::with(Self::definition(), client_id.into_text(), Credential::Apple(key))
    }
}

/// An Apple user: the claims of the ID token, and the form field `user` of the first consent.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AppleProfile {
    /// The ID, the same for all applications of one team.
    pub sub: String,
    /// The e-mail address, or a relay address that Apple forwards.
    pub email: Option<String>,
    /// `true` if Apple has verified the e-mail address.
    pub email_verified: Option<bool>,
    /// `true` if the e-mail address is a relay address that Apple forwards.
    pub is_private_email: Option<bool>,
    /// The likelihood that the user is a real person: 0 unsupported, 1 unknown, 2 likely real.
    pub real_user_status: Option<u8>,
    /// The ID at the team that the application was transferred from, for 60 days after the transfer.
    pub transfer_sub: Option<String>,
    /// The form field `user` of the first consent. It is not signed.
    pub user: Option<AppleUser>,
}

/// The form field `user` of Apple's callback.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AppleUser {
    /// The name.
    pub name: Option<AppleName>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// A name in parts.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct AppleName {
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
}

impl UserProfile for AppleProfile {
    fn user(self) -> Result<ProfileUser, BoxError> {
        let name = self.user.and_then(|user| user.name);
        let name = name.and_then(|name| full_name([name.first_name, name.last_name]));
        let user = ProfileUser::new(self.sub).name(name.or(self.email.clone()));
        Ok(user.email(self.email).email_verified(self.email_verified))
    }
}

/// Adds the form field `user`.
async fn with_user(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
    let user = lookup.parameter("user").and_then(|user| json::parse(user.as_bytes()).ok());
    if let Some(user) = user.filter(Value::is_object) {
        insert(&mut profile, "user", user);
    }
    Ok(profile)
}
