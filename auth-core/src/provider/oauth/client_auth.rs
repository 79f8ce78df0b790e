//! Client authentication at the token endpoint (OpenID Connect Core section 9).

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

/// The method by which a client with a secret authenticates.
///
/// A client with a private key uses `private_key_jwt`, and one without a credential `none`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthMethod {
    /// `client_secret_basic`: in the `Authorization` header.
    Basic,
    /// `client_secret_post`: in the body.
    Post,
    /// `client_secret_jwt`: an assertion signed with the secret by HS256.
    SecretJwt,
    /// Only the token parameters of the definition, and nothing else.
    Custom,
}

/// The lifetime of an assertion in seconds.
const ASSERTION_AGE: i64 = 60;

/// The lifetime of a generated client secret in seconds. Each secret is made for one request.
const APPLE_SECRET_AGE: i64 = 300;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The characters that `encodeURIComponent` encodes.
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

/// The client, and the token endpoint at which it authenticates.
pub(super) struct ClientAuthContext<'a> {
    pub(super) client_id: &'a str,
    pub(super) issuer: &'a str,
    pub(super) token_endpoint: &'a str,
    pub(super) now: UnixTime,
    pub(super) random: &'a dyn Random,
}

/// Adds the authentication of the client to a token request.
pub(super) fn authenticate(
    context: &ClientAuthContext<'_>,
    credential: &Credential,
    method: ClientAuthMethod,
    form: &mut Vec<(String, String)>,
    headers: &mut HeaderMap,
) -> Result<(), OAuthError> {
    let id = || ("client_id".to_owned(), context.client_id.to_owned());
    match (credential, method) {
        (_, ClientAuthMethod::Custom) => {}
        (Credential::None, _) => form.push(id()),
        (Credential::Secret(secret), ClientAuthMethod::Basic) => {
            headers.insert(AUTHORIZATION, basic(context.client_id, secret)?);
        }
        (Credential::Secret(secret), ClientAuthMethod::Post) => {
            form.extend([id(), ("client_secret".to_owned(), secret.expose().to_owned())]);
        }
        (Credential::Secret(secret), ClientAuthMethod::SecretJwt) => {
            let key = SigningKey::hs256(secret).map_err(|error| OAuthError::Assertion(error.into()))?;
            push_assertion(form, context, context.assertion(&key, None, json!(context.issuer))?);
        }
        (Credential::PrivateKey(private), _) => {
            let kid = private.kid.as_deref().unwrap_or(private.key.kid());
            let audience = json!([context.issuer, context.token_endpoint]);
            push_assertion(form, context, context.assertion(&private.key, Some(kid), audience)?);
        }
        (Credential::Apple(key), _) => {
            form.extend([id(), ("client_secret".to_owned(), context.apple_secret(key)?)]);
        }
    }
    Ok(())
}

/// Builds a `Basic` value, marked as sensitive, with both parts encoded as in a form (RFC 6749 section
/// 2.3.1).
fn basic(id: &str, secret: &Secret) -> Result<HeaderValue, http::Error> {
    let encode = |part: &str| utf8_percent_encode(part, COMPONENT).to_string().replace("%20", "+");
    let pair = format!("{}:{}", encode(id), encode(secret.expose()));
    let mut value = HeaderValue::try_from(format!("Basic {}", STANDARD.encode(pair)))?;
    value.set_sensitive(true);
    Ok(value)
}

fn push_assertion(form: &mut Vec<(String, String)>, context: &ClientAuthContext<'_>, assertion: String) {
    let fields = [
        ("client_id", context.client_id.to_owned()),
        ("client_assertion_type", ASSERTION_TYPE.to_owned()),
        ("client_assertion", assertion),
    ];
    form.extend(fields.map(|(name, value)| (name.to_owned(), value)));
}

impl ClientAuthContext<'_> {
    /// Builds a client assertion (RFC 7523 section 3).
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

    /// Builds the client secret that Apple requires: a token that the key of the developer's team signs.
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
        jose::{PublicKey, Unverified, test_keys::*},
        provider::oauth::PrivateKey,
        random::SystemRandom,
    };

    fn context() -> ClientAuthContext<'static> {
        ClientAuthContext {
            client_id: "c id",
            issuer: "https://op.test",
            token_endpoint: "https://op.test/token",
            now: UnixTime::from_secs(1_700_000_000),
            random: &SystemRandom,
        }
    }

    fn made(credential: &Credential, method: ClientAuthMethod) -> (Vec<(String, String)>, HeaderMap) {
        let (mut form, mut headers) = (Vec::new(), HeaderMap::new());
        authenticate(&context(), credential, method, &mut form, &mut headers).unwrap();
        (form, headers)
    }

    fn secret(secret: &str) -> Credential {
        Credential::Secret(Secret::new(secret))
    }

    fn field<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
        form.iter().find(|(candidate, _)| candidate == name).map_or("", |(_, value)| value)
    }

    #[test]
    fn basic_is_encoded_like_a_form() {
        let (form, headers) = made(&secret("s:e c/r+et"), ClientAuthMethod::Basic);
        assert!(form.is_empty());
        assert_eq!(headers[AUTHORIZATION], "Basic YytpZDpzJTNBZStjJTJGciUyQmV0");
        assert!(headers[AUTHORIZATION].is_sensitive());
    }

    #[test]
    fn post_none_and_custom_send_only_their_own_fields() {
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
        let public = PublicKey::from_jwk(key.jwk().unwrap()).unwrap();
        let credential = Credential::PrivateKey(PrivateKey::new(key).kid("registered"));
        let (form, _) = made(&credential, ClientAuthMethod::Basic);
        assert_eq!(field(&form, "client_assertion_type"), ASSERTION_TYPE);
        let token = Unverified::split(field(&form, "client_assertion")).ok().unwrap();
        let algorithm = jsonwebtoken::Algorithm::ES256;
        assert_eq!(public.verify(algorithm, token.message.as_bytes(), &token.signature), Ok(()));
        assert_eq!(token.kid().as_deref(), Some("registered"));
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
            authenticate(&context(), &secret("short"), ClientAuthMethod::SecretJwt, &mut form, &mut headers);
        assert!(matches!(refused, Err(OAuthError::Assertion(_))));
    }

    #[test]
    fn apple_gets_a_secret_of_the_team() {
        let key = AppleKey::new("TEAM", "KEY", &Secret::new(P256)).ok().unwrap();
        let (form, _) = made(&Credential::Apple(key), ClientAuthMethod::Post);
        let token = Unverified::split(field(&form, "client_secret")).ok().unwrap();
        let claims: Value = serde_json::from_slice(&token.payload).unwrap();
        assert_eq!(
            (token.kid().as_deref(), &claims["iss"], &claims["sub"]),
            (Some("KEY"), &json!("TEAM"), &json!("c id"))
        );
    }
}
