//! How a client says who it is at the token endpoint (OpenID Connect Core section 9).

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use super::{
    credential::{AppleKey, Credential},
    error::OAuthError,
};
use crate::{
    contract::{Secret, UnixTime},
    jose::{self, SigningKey},
    random::{self, Random},
};

/// The method of client authentication where the client has a secret.
///
/// With a private key it is `private_key_jwt`, without any credential `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthMethod {
    /// `client_secret_basic`: the header `Authorization`.
    Basic,
    /// `client_secret_post`: in the body.
    Post,
    /// `client_secret_jwt`: an assertion signed with the secret by HS256.
    SecretJwt,
    /// Whatever the definition's token parameters say, and nothing else.
    Custom,
}

/// How long an assertion is good for, in seconds.
const ASSERTION_AGE: i64 = 60;

/// How long a generated client secret is good for, in seconds; it is made for one request.
const APPLE_SECRET_AGE: i64 = 300;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What `encodeURIComponent` encodes.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Who asks, and of whom.
pub(super) struct Asking<'a> {
    pub(super) client_id: &'a str,
    pub(super) issuer: &'a str,
    pub(super) token_endpoint: &'a str,
    pub(super) now: UnixTime,
    pub(super) random: &'a dyn Random,
}

/// Adds to a token request what proves the client.
pub(super) fn authenticate(
    asking: &Asking<'_>,
    credential: &Credential,
    method: ClientAuthMethod,
    form: &mut Vec<(String, String)>,
    headers: &mut HeaderMap,
) -> Result<(), OAuthError> {
    let id = || ("client_id".to_owned(), asking.client_id.to_owned());
    match (credential, method) {
        (_, ClientAuthMethod::Custom) => {}
        (Credential::None, _) => form.push(id()),
        (Credential::Secret(secret), ClientAuthMethod::Basic) => {
            headers.insert(AUTHORIZATION, basic(asking.client_id, secret)?);
        }
        (Credential::Secret(secret), ClientAuthMethod::Post) => {
            form.extend([id(), ("client_secret".to_owned(), secret.expose().to_owned())]);
        }
        (Credential::Secret(secret), ClientAuthMethod::SecretJwt) => {
            let key = SigningKey::hs256(secret).map_err(|error| OAuthError::Assertion(error.into()))?;
            push_assertion(form, asking, asking.assertion(&key, None, json!(asking.issuer))?);
        }
        (Credential::PrivateKey(private), _) => {
            let kid = private.kid.as_deref().unwrap_or(private.key.kid());
            let audience = json!([asking.issuer, asking.token_endpoint]);
            push_assertion(form, asking, asking.assertion(&private.key, Some(kid), audience)?);
        }
        (Credential::Apple(key), _) => {
            form.extend([id(), ("client_secret".to_owned(), asking.apple_secret(key)?)]);
        }
    }
    Ok(())
}

/// `Basic` with both parts encoded as in a form (RFC 6749 section 2.3.1). The value is marked as sensitive.
fn basic(id: &str, secret: &Secret) -> Result<HeaderValue, http::Error> {
    let encode = |text: &str| utf8_percent_encode(text, COMPONENT).to_string().replace("%20", "+");
    let pair = format!("{}:{}", encode(id), encode(secret.expose()));
    let mut value = HeaderValue::try_from(format!("Basic {}", STANDARD.encode(pair)))?;
    value.set_sensitive(true);
    Ok(value)
}

fn push_assertion(form: &mut Vec<(String, String)>, asking: &Asking<'_>, assertion: String) {
    let fields = [
        ("client_id", asking.client_id.to_owned()),
        ("client_assertion_type", ASSERTION_TYPE.to_owned()),
        ("client_assertion", assertion),
    ];
    form.extend(fields.map(|(name, value)| (name.to_owned(), value)));
}

impl Asking<'_> {
    /// A client assertion (RFC 7523 section 3).
    fn assertion(
        &self,
        key: &SigningKey,
        kid: Option<&str>,
        audience: serde_json::Value,
    ) -> Result<String, OAuthError> {
        let now = self.now.as_secs();
        let claims = json!({
            "jti": jose::encode(random::bytes::<32>(self.random)),
            "aud": audience,
            "exp": now + ASSERTION_AGE,
            "iat": now,
            "nbf": now,
            "iss": self.client_id,
            "sub": self.client_id,
        });
        sign(key, kid, &claims)
    }

    /// The client secret that Apple wants: a token of the developer's team.
    fn apple_secret(&self, apple: &AppleKey) -> Result<String, OAuthError> {
        let now = self.now.as_secs();
        let claims = json!({
            "iss": apple.team_id,
            "iat": now,
            "exp": now + APPLE_SECRET_AGE,
            "aud": "https://appleid.apple.com",
            "sub": self.client_id,
        });
        sign(&apple.key, Some(&apple.key_id), &claims)
    }
}

fn sign(key: &SigningKey, kid: Option<&str>, claims: &serde_json::Value) -> Result<String, OAuthError> {
    let header = match kid {
        Some(kid) => json!({ "alg": key.algorithm(), "kid": kid }),
        None => json!({ "alg": key.algorithm() }),
    };
    let message = format!("{}.{}", jose::encode(header.to_string()), jose::encode(claims.to_string()));
    let signature = key.sign(message.as_bytes()).map_err(|error| OAuthError::Assertion(error.into()))?;
    Ok(format!("{message}.{}", jose::encode(signature)))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::{
        jose::{Jwk, PublicKey, Unverified, test_keys::*},
        provider::oauth::PrivateKey,
        random::SystemRandom,
    };

    fn asking() -> Asking<'static> {
        Asking {
            client_id: "c id",
            issuer: "https://op.test",
            token_endpoint: "https://op.test/token",
            now: UnixTime::from_secs(1_700_000_000),
            random: &SystemRandom,
        }
    }

    fn made(credential: &Credential, method: ClientAuthMethod) -> (Vec<(String, String)>, HeaderMap) {
        let (mut form, mut headers) = (Vec::new(), HeaderMap::new());
        authenticate(&asking(), credential, method, &mut form, &mut headers).unwrap();
        (form, headers)
    }

    fn secret(text: &str) -> Credential {
        Credential::Secret(Secret::new(text))
    }

    fn field<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
        form.iter().find(|(candidate, _)| candidate == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn basic_is_encoded_as_a_form_is() {
        let (form, headers) = made(&secret("s:e c/r+et"), ClientAuthMethod::Basic);
        assert!(form.is_empty());
        assert_eq!(headers[AUTHORIZATION], "Basic YytpZDpzJTNBZStjJTJGciUyQmV0");
        assert!(headers[AUTHORIZATION].is_sensitive());
    }

    #[test]
    fn post_none_and_custom_say_what_they_say() {
        let (form, headers) = made(&secret("s"), ClientAuthMethod::Post);
        assert_eq!((field(&form, "client_id"), field(&form, "client_secret")), ("c id", "s"));
        assert!(headers.is_empty());
        let (form, headers) = made(&Credential::None, ClientAuthMethod::Basic);
        assert_eq!((form.len(), field(&form, "client_id"), headers.len()), (1, "c id", 0));
        let (form, headers) = made(&secret("s"), ClientAuthMethod::Custom);
        assert!(form.is_empty() && headers.is_empty());
    }

    #[test]
    fn assertions_are_signed_and_short_lived() {
        let key = SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap();
        let jwk: Jwk = serde_json::from_value(key.jwk().unwrap().clone()).unwrap();
        let credential = Credential::PrivateKey(PrivateKey::new(key).kid("registered"));
        let (form, _) = made(&credential, ClientAuthMethod::Basic);
        assert_eq!(field(&form, "client_assertion_type"), ASSERTION_TYPE);
        let token = Unverified::split(field(&form, "client_assertion")).ok().unwrap();
        let public = PublicKey::from_jwk(&jwk).unwrap();
        let algorithm = jsonwebtoken::Algorithm::ES256;
        assert_eq!(public.verify(algorithm, token.message.as_bytes(), &token.signature), Ok(()));
        assert_eq!(token.kid(), Ok(Some("registered")));
        let claims: Value = serde_json::from_slice(&token.payload).unwrap();
        assert_eq!(claims["aud"], json!(["https://op.test", "https://op.test/token"]));
        assert_eq!((&claims["iss"], &claims["sub"]), (&json!("c id"), &json!("c id")));
        assert_eq!(claims["exp"], json!(1_700_000_060));
    }

    #[test]
    fn a_secret_signs_if_it_is_long_enough() {
        let (form, _) = made(&secret(SECRET), ClientAuthMethod::SecretJwt);
        let token = Unverified::split(field(&form, "client_assertion")).ok().unwrap();
        assert_eq!(token.alg(), Some("HS256"));
        let (mut form, mut headers) = (Vec::new(), HeaderMap::new());
        let refused =
            authenticate(&asking(), &secret("short"), ClientAuthMethod::SecretJwt, &mut form, &mut headers);
        assert!(matches!(refused, Err(OAuthError::Assertion(_))));
    }

    #[test]
    fn apple_gets_a_secret_of_the_team() {
        let key = AppleKey::new("TEAM", "KEY", &Secret::new(P256)).ok().unwrap();
        let (form, _) = made(&Credential::Apple(key), ClientAuthMethod::Post);
        let token = Unverified::split(field(&form, "client_secret")).ok().unwrap();
        let claims: Value = serde_json::from_slice(&token.payload).unwrap();
        assert_eq!(
            (token.kid(), &claims["iss"], &claims["sub"]),
            (Ok(Some("KEY")), &json!("TEAM"), &json!("c id"))
        );
    }
}
