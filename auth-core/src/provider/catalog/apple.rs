//! Apple.

use serde::Deserialize;
use serde_json::Value;

use super::{
    common::{flag, full_name},
    vendor,
};
use crate::{
    config::Color,
    contract::{BoxError, TokenSet},
    provider::oauth::{
        AppleKey, ClientAuthMethod, Credential, Definition, Lookup, OAuthProvider, ProfileUser, Vendor,
    },
};

vendor! {
    /// Sign in with Apple. Variables: `AUTH_APPLE_ID`, `AUTH_APPLE_SECRET`.
    ///
    /// The client id is a Services ID; register `…/auth/callback/apple` as its return URL, which must be
    /// https, at <https://developer.apple.com/account/resources>. The secret is a JWT signed with a key of
    /// the developer's account, good for six months at most; [`with_key`](Self::with_key) makes one whenever
    /// it is needed.
    ///
    /// Apple tells the name once only, when the user consents for the first time, and answers by a POST. That
    /// one comes without the browser's session, so an Apple account cannot be linked to who is signed in.
    Apple
}

impl Apple {
    /// With the key by which client secrets are made.
    ///
    /// ```
    /// # use auth_core::{JoseError, OAuthProvider, Secret, provider::{Apple, oauth::AppleKey}};
    /// # fn apple(pem: Secret) -> Result<OAuthProvider<Apple>, JoseError> {
    /// let key = AppleKey::new("TEAM123456", "KEY1234567", &pem)?;
    /// Ok(Apple::with_key("com.example.web", key))
    /// # }
    /// ```
    pub fn with_key(client_id: impl Into<String>, key: AppleKey) -> OAuthProvider<Self> {
        OAuthProvider::with(Self::definition(), client_id.into(), Credential::Apple(key))
    }
}

/// What Apple says about a user: the claims of the ID token, and the form field `user` of the first consent.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AppleProfile {
    /// The id, the same for all applications of one team.
    pub sub: String,
    /// The e-mail address, or one that Apple forwards.
    pub email: Option<String>,
    /// Whether Apple has verified the address.
    #[serde(default, deserialize_with = "flag")]
    pub email_verified: Option<bool>,
    /// Whether the address is one that Apple forwards.
    #[serde(default, deserialize_with = "flag")]
    pub is_private_email: Option<bool>,
    /// Whether the user is likely a real person: 0 unsupported, 1 unknown, 2 likely real.
    pub real_user_status: Option<u8>,
    /// The id at the team that the application came from, for 60 days after a transfer.
    pub transfer_sub: Option<String>,
    /// What the browser brought at the first consent. It is not signed.
    pub user: Option<AppleUser>,
}

/// The form field `user` of Apple's answer.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct AppleUser {
    /// The name.
    pub name: Option<AppleName>,
    /// The e-mail address.
    pub email: Option<String>,
}

/// A name, in parts.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
#[serde(rename_all = "camelCase")]
pub struct AppleName {
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
}

impl Vendor for Apple {
    type Profile = AppleProfile;

    fn definition() -> Definition {
        Definition::oidc("apple", "Apple")
            .issuer("https://appleid.apple.com")
            .scope("name email")
            .form_post()
            .without_pkce()
            .with_nonce()
            .client_auth(ClientAuthMethod::Post)
            .brand_color(Color::rgb(0x00, 0x00, 0x00))
    }

    async fn user(profile: AppleProfile, _: &TokenSet) -> Result<ProfileUser, BoxError> {
        let name = profile.user.and_then(|user| user.name);
        let name = name.and_then(|name| full_name([name.first_name, name.last_name]));
        let user = ProfileUser::new(profile.sub).name(name.or(profile.email.clone()));
        Ok(user.email(profile.email).email_verified(profile.email_verified))
    }

    /// Takes the form field `user`, and does without it if it is none of Apple's.
    async fn complete(mut profile: Value, lookup: Lookup<'_>) -> Result<Value, BoxError> {
        let user = lookup.parameter("user").and_then(|user| serde_json::from_str::<Value>(user).ok());
        if let (Some(user), Value::Object(claims)) = (user, &mut profile)
            && AppleUser::deserialize(&user).is_ok()
        {
            claims.insert("user".to_owned(), user);
        }
        Ok(profile)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::provider::catalog::fixture::SignIn;

    #[test]
    fn the_first_consent_tells_the_name() {
        let profile = json!({ "sub": "001.a", "email": "ada@example.test", "email_verified": "true" });
        let sign_in = SignIn::new(Apple::new("client", "secret"), profile)
            .parameter("user", r#"{"name":{"firstName":"Ada","lastName":"Lovelace"}}"#);
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://appleid.apple.com/authorize?scope=name+email\
                    &response_mode=form_post nonce",
                "POST https://appleid.apple.com/token post",
                "user 001.a | Ada Lovelace | ada@example.test (verified) | -",
            ]
        );
    }

    #[test]
    fn without_a_name_there_is_the_address() {
        let profile = json!({ "sub": "001.a", "email": "ada@example.test", "email_verified": true });
        let sign_in = SignIn::new(Apple::new("client", "secret"), profile).parameter("user", "{\"name\":7}");
        assert_eq!(
            sign_in.transcript(),
            [
                "authorize https://appleid.apple.com/authorize?scope=name+email\
                    &response_mode=form_post nonce",
                "POST https://appleid.apple.com/token post",
                "user 001.a | ada@example.test | ada@example.test (verified) | -",
            ]
        );
    }
}
