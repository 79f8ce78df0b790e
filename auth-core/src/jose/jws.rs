//! Signed tokens: compact JWS (RFC 7515), for services that verify tokens by themselves.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{JoseError, MAX_TOKEN, decode, encode, header::Header, signing_key::SigningKey};

/// The keys of signed session tokens: the newest key signs, and every key verifies.
///
/// Anyone who holds a signed token can read its claims. Only encrypted tokens hide them.
pub struct SignedKeys {
    newest: SigningKey,
    older: Vec<SigningKey>,
}

impl SignedKeys {
    /// Creates a set of keys that signs with `newest`. Tokens of `older` keys stay valid, and the public keys
    /// of all are published.
    pub fn new(newest: SigningKey, older: impl IntoIterator<Item = SigningKey>) -> Self {
        Self { newest, older: older.into_iter().collect() }
    }

    /// Signs claims with the newest key.
    ///
    /// # Errors
    /// Returns [`JoseError::Claims`] if the claims cannot be written as JSON.
    pub fn sign<C: Serialize>(&self, claims: &C) -> Result<String, JoseError> {
        let key = &self.newest;
        let header = encode(format!(r#"{{"alg":"{}","typ":"JWT","kid":"{}"}}"#, key.algorithm(), key.kid()));
        let payload = encode(serde_json::to_vec(claims).map_err(|_| JoseError::Claims)?);
        let message = format!("{header}.{payload}");
        let signature = encode(key.sign(message.as_bytes())?);
        Ok(format!("{message}.{signature}"))
    }

    /// Returns the claims of a token that one of the keys has signed.
    ///
    /// The header's `kid` names the key; without a `kid` it is the newest. The key decides the algorithm, and
    /// the header has to repeat it. Times are not checked.
    ///
    /// # Errors
    /// Returns any [`JoseError`] about tokens, except those about times.
    pub fn verify<C: DeserializeOwned>(&self, token: &str) -> Result<C, JoseError> {
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
        check_type(&header)?;
        key.verify(message.as_bytes(), decode(signature)?)?;
        serde_json::from_slice(&decode(payload)?).map_err(|_| JoseError::Claims)
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

/// Rejects tokens that were signed for another purpose (RFC 8725 section 3.11).
fn check_type(header: &Header) -> Result<(), JoseError> {
    if !header.has("typ") || header.text("typ").is_some_and(|typ| typ.eq_ignore_ascii_case("JWT")) {
        Ok(())
    } else {
        Err(JoseError::Unsupported)
    }
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
