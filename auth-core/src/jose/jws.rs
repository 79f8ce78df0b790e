//! Signed tokens: compact JWS (RFC 7515), for services that verify tokens by themselves.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{JoseError, MAX_TOKEN, decode, encode, header::Header, signing_key::SigningKey};
use crate::{contract::IntoText, json};

/// The keys of signed session tokens: the newest key signs, and every key verifies.
///
/// Anyone who holds a signed token can read its claims. Only encrypted tokens hide them.
pub struct SignedKeys {
    newest: SigningKey,
    older: Vec<SigningKey>,
    issuer: Option<String>,
    audience: Vec<String>,
}

impl SignedKeys {
    /// Creates a set of keys that signs with `newest`. Tokens of `older` keys stay valid, and the public keys
    /// of all are published.
    pub fn new(newest: SigningKey, older: impl IntoIterator<Item = SigningKey>) -> Self {
        Self { newest, older: older.into_iter().collect(), issuer: None, audience: Vec::new() }
    }

    /// Sets the issuer that session tokens name as `iss`. Default: the origin of the application, such as
    /// `https://app.example.com`. Applications at several origins that share a cookie need a common issuer.
    #[must_use]
    pub fn with_issuer(mut self, issuer: impl IntoText<String>) -> Self {
        self.issuer = Some(issuer.into_text());
        self
    }

    /// Sets the services that may accept session tokens, which name them as `aud`. This application accepts a token if
    /// it names one of them. Default: the issuer.
    ///
    /// ```no_run
    /// use auth::{Secret, token::{SignedKeys, SigningKey}};
    ///
    /// let key = SigningKey::eddsa_pem(&Secret::new(std::fs::read_to_string("key.pem")?))?;
    /// let keys = SignedKeys::new(key, [])
    ///     .with_issuer("https://app.example.com")
    ///     .with_audience(["https://app.example.com", "https://api.example.com"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_audience<A: Into<String>>(mut self, audience: impl IntoIterator<Item = A>) -> Self {
        self.audience = audience.into_iter().map(Into::into).collect();
        self
    }

    /// Returns the issuer of session tokens.
    pub(crate) fn issuer<'k>(&'k self, origin: &'k str) -> &'k str {
        self.issuer.as_deref().unwrap_or(origin)
    }

    /// Returns the audience of session tokens: one name, or a list.
    pub(crate) fn audience(&self, origin: &str) -> Value {
        match self.audience.as_slice() {
            [] => self.issuer(origin).into(),
            [only] => only.as_str().into(),
            several => several.into(),
        }
    }

    /// Returns `true` if the issuer of a token is this one, and its audience names one of this audience.
    pub(crate) fn is_own(&self, iss: Option<&Value>, aud: Option<&Value>, origin: &str) -> bool {
        let issuer = self.issuer(origin);
        let is_ours = |name: &Value| match self.audience.as_slice() {
            [] => name == issuer,
            audience => audience.iter().any(|ours| name == ours.as_str()),
        };
        let for_us = match aud {
            Some(Value::Array(names)) => names.iter().any(is_ours),
            Some(name) => is_ours(name),
            None => false,
        };
        for_us && iss.is_some_and(|iss| iss == issuer)
    }

    /// Signs claims with the newest key. The type of the token is `JWT`, so it is no session token.
    ///
    /// # Errors
    /// Returns [`JoseError::Claims`] if the claims cannot be written as JSON.
    pub fn sign<C: Serialize>(&self, claims: &C) -> Result<String, JoseError> {
        self.sign_as(JWT, claims)
    }

    /// Signs claims with the newest key, as a token of the type `typ`.
    pub(crate) fn sign_as<C: Serialize>(&self, typ: &str, claims: &C) -> Result<String, JoseError> {
        let key = &self.newest;
        let header =
            encode(format!(r#"{{"alg":"{}","typ":"{typ}","kid":"{}"}}"#, key.algorithm(), key.kid()));
        let payload = encode(serde_json::to_vec(claims).map_err(|_| JoseError::Claims)?);
        let message = format!("{header}.{payload}");
        let signature = encode(key.sign(message.as_bytes())?);
        Ok(format!("{message}.{signature}"))
    }

    /// Returns the claims of a token that one of the keys has signed. Session tokens have a type of their own, and are
    /// rejected.
    ///
    /// The header's `kid` names the key; without a `kid` it is the newest. The key decides the algorithm, and
    /// the header has to repeat it. Times are not checked.
    ///
    /// # Errors
    /// Returns any [`JoseError`] about tokens, except those about times.
    pub fn verify<C: DeserializeOwned>(&self, token: &str) -> Result<C, JoseError> {
        let payload = self.verify_as(JWT, token)?;
        serde_json::from_slice(&payload)
            .or_else(|_| C::deserialize(json::parse(&payload)?))
            .map_err(|_| JoseError::Claims)
    }

    /// Returns the payload of a token of the type `typ` that one of the keys has signed.
    pub(crate) fn verify_as(&self, typ: &str, token: &str) -> Result<Vec<u8>, JoseError> {
        if token.len() > MAX_TOKEN {
            return Err(JoseError::TooLarge);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(JoseError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(JoseError::Malformed)?;
        let header = Header::parse(header)?;
        let key = self.find(header.kid()?)?;
        if header.text("alg") != Some(key.algorithm()) {
            return Err(JoseError::Algorithm);
        }
        check_type(&header, typ)?;
        key.verify(message.as_bytes(), decode(signature)?)?;
        decode(payload)
    }

    /// Returns the public keys as a JWK set (RFC 7517 section 5), newest first. It does not contain HS256
    /// secrets.
    pub fn jwks(&self) -> Value {
        let keys: Vec<&Value> = self.iter().filter_map(SigningKey::jwk).collect();
        json!({ "keys": keys })
    }

    fn find(&self, kid: Option<&str>) -> Result<&SigningKey, JoseError> {
        match kid {
            None => Ok(&self.newest),
            Some(kid) => self.iter().find(|key| key.kid() == kid).ok_or(JoseError::UnknownKey),
        }
    }

    fn iter(&self) -> impl Iterator<Item = &SigningKey> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

/// The type of tokens of no particular kind, which may be absent.
const JWT: &str = "JWT";

/// Rejects tokens that were signed for another purpose (RFC 8725 section 3.11). The prefix `application/` may be written
/// (RFC 7515 section 4.1.9).
fn check_type(header: &Header, typ: &str) -> Result<(), JoseError> {
    let fits = match header.text("typ") {
        Some(found) => found.strip_prefix("application/").unwrap_or(found).eq_ignore_ascii_case(typ),
        None => typ == JWT && !header.has("typ"),
    };
    if fits { Ok(()) } else { Err(JoseError::Unsupported) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{contract::Secret, jose::test_keys::*};

    type Claims = BTreeMap<String, String>;

    fn eddsa() -> SigningKey {
        SigningKey::eddsa_pem(&Secret::new(ED25519)).ok().unwrap()
    }

    fn es256() -> SigningKey {
        SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap()
    }

    fn rs256() -> SigningKey {
        SigningKey::rs256_pem(&Secret::new(RSA_2048)).ok().unwrap()
    }

    fn hs256() -> SigningKey {
        SigningKey::hs256(&Secret::new(SECRET)).ok().unwrap()
    }

    fn only(key: SigningKey) -> SignedKeys {
        SignedKeys::new(key, [])
    }

    fn claims() -> Claims {
        [("sub".to_owned(), "1".to_owned())].into()
    }

    /// Signs a token with any header.
    fn signed(key: &SigningKey, header: &str, payload: &str) -> String {
        let message = format!("{}.{}", encode(header), encode(payload));
        let signature = key.sign(message.as_bytes()).unwrap();
        format!("{message}.{}", encode(signature))
    }

    #[test]
    fn tokens_of_another_implementation_are_verified() {
        for (key, token) in
            [(eddsa(), EDDSA_TOKEN), (es256(), ES256_TOKEN), (rs256(), RS256_TOKEN), (hs256(), HS256_TOKEN)]
        {
            assert_eq!(only(key).verify::<Claims>(token), Ok(claims()));
        }
    }

    #[test]
    fn tokens_equal_those_of_another_implementation() {
        for (key, token) in [(eddsa(), EDDSA_TOKEN), (rs256(), RS256_TOKEN), (hs256(), HS256_TOKEN)] {
            assert_eq!(only(key).sign(&claims()).unwrap(), token);
        }
        let keys = only(es256());
        assert_eq!(keys.verify(&keys.sign(&claims()).unwrap()), Ok(claims()));
    }

    #[test]
    fn the_newest_key_signs_and_every_one_verifies() {
        let keys = SignedKeys::new(eddsa(), [es256(), rs256(), hs256()]);
        assert_eq!(keys.sign(&claims()).unwrap(), EDDSA_TOKEN);
        for token in [EDDSA_TOKEN, ES256_TOKEN, RS256_TOKEN, HS256_TOKEN] {
            assert_eq!(keys.verify::<Claims>(token), Ok(claims()));
        }
        assert_eq!(only(es256()).verify::<Claims>(EDDSA_TOKEN), Err(JoseError::UnknownKey));
    }

    #[test]
    fn the_algorithm_is_that_of_the_key() {
        let key = eddsa();
        for alg in ["none", "HS256", "ES256", "eddsa", ""] {
            for kid in [String::new(), format!(r#","kid":"{}""#, key.kid())] {
                let token = signed(&key, &format!(r#"{{"alg":"{alg}"{kid}}}"#), "{}");
                assert_eq!(only(eddsa()).verify::<Claims>(&token), Err(JoseError::Algorithm), "{alg}");
            }
        }
    }

    #[test]
    fn without_kid_only_the_newest_key_is_tried() {
        let token = signed(&eddsa(), r#"{"alg":"EdDSA"}"#, r#"{"sub":"1"}"#);
        assert_eq!(only(eddsa()).verify(&token), Ok(claims()));
        assert_eq!(SignedKeys::new(es256(), [eddsa()]).verify::<Claims>(&token), Err(JoseError::Algorithm));
    }

    #[test]
    fn the_type_is_jwt_or_absent() {
        let verify = |header| only(hs256()).verify::<Claims>(&signed(&hs256(), header, "{}"));
        assert_eq!(verify(r#"{"alg":"HS256","typ":"jwt"}"#), Ok(Claims::new()));
        assert_eq!(verify(r#"{"alg":"HS256"}"#), Ok(Claims::new()));
        for header in [
            r#"{"alg":"HS256","typ":"at+jwt"}"#,
            r#"{"alg":"HS256","typ":null}"#,
            r#"{"alg":"HS256","crit":["b64"],"b64":false}"#,
        ] {
            assert_eq!(verify(header), Err(JoseError::Unsupported), "{header}");
        }
    }

    #[test]
    fn claims_must_have_the_expected_form() {
        let token = signed(&hs256(), r#"{"alg":"HS256"}"#, r#"{"sub":1}"#);
        assert_eq!(only(hs256()).verify::<Claims>(&token), Err(JoseError::Claims));
        let unwritable = BTreeMap::from([((1, 2), 3)]);
        assert_eq!(only(hs256()).sign(&unwritable), Err(JoseError::Claims));
    }

    #[test]
    fn a_change_of_any_character_is_noticed() {
        let keys = SignedKeys::new(eddsa(), [es256(), hs256()]);
        for token in [EDDSA_TOKEN, ES256_TOKEN, HS256_TOKEN] {
            for (index, character) in token.char_indices() {
                let mut changed = token.to_owned();
                changed.replace_range(index..=index, if character == 'A' { "B" } else { "A" });
                assert!(keys.verify::<Claims>(&changed).is_err(), "{index}");
                assert!(keys.verify::<Claims>(&token[..index]).is_err(), "{index}");
            }
            for end in [".", "A", "="] {
                assert!(keys.verify::<Claims>(&format!("{token}{end}")).is_err(), "{end}");
            }
        }
    }

    #[test]
    fn an_oversized_token_is_rejected() {
        let token = "A".repeat(MAX_TOKEN + 1);
        assert_eq!(only(hs256()).verify::<Claims>(&token), Err(JoseError::TooLarge));
    }

    #[test]
    fn the_jwks_has_public_members_only() {
        let jwks = SignedKeys::new(eddsa(), [rs256(), hs256(), es256()]).jwks();
        let keys = jwks["keys"].as_array().unwrap();
        let names =
            |key: &Value| key.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
        let expected = [
            ["alg", "crv", "kid", "kty", "use", "x"].as_slice(),
            &["alg", "e", "kid", "kty", "n", "use"],
            &["alg", "crv", "kid", "kty", "use", "x", "y"],
        ];
        assert_eq!(keys.len(), expected.len());
        for (key, expected) in keys.iter().zip(expected) {
            assert_eq!(names(key), expected.iter().map(|name| (*name).to_owned()).collect());
        }
        assert_eq!(only(hs256()).jwks(), json!({ "keys": [] }));
    }
}
