//! Signed tokens: compact JWS (RFC 7515), for services that verify by themselves.

use super::{JoseError, MAX_TOKEN, decode, encode, header::Header, signing_key::SigningKey};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// The keys of signed session tokens: the newest signs, every one verifies.
///
/// Signed claims can be read by whoever holds the token; only encrypted tokens hide them.
pub struct SignedKeys {
    newest: SigningKey,
    older: Vec<SigningKey>,
}

impl SignedKeys {
    /// Signs with `newest`; tokens of `older` stay valid, and their public keys published.
    pub fn new(newest: SigningKey, older: impl IntoIterator<Item = SigningKey>) -> Self {
        Self { newest, older: older.into_iter().collect() }
    }

    /// Signs claims with the newest key.
    ///
    /// # Errors
    /// `Claims` if they have no form in JSON.
    pub fn sign<C: Serialize>(&self, claims: &C) -> Result<String, JoseError> {
        let key = &self.newest;
        let header = encode(format!(r#"{{"alg":"{}","typ":"JWT","kid":"{}"}}"#, key.algorithm(), key.kid()));
        let payload = encode(serde_json::to_vec(claims).map_err(|_| JoseError::Claims)?);
        let message = format!("{header}.{payload}");
        let signature = encode(key.sign(message.as_bytes())?);
        Ok(format!("{message}.{signature}"))
    }

    /// The claims of a token that one of the keys has signed.
    ///
    /// The key is the one that the header's `kid` names, without a `kid` the newest; it brings its algorithm, which the
    /// header may only repeat. Times are not looked at.
    ///
    /// # Errors
    /// Any kind of [`JoseError`] that is about tokens, except those about times.
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

    /// The public keys as a JWK set (RFC 7517 section 5), newest first. Secrets of HS256 are not in it.
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

/// Keeps tokens apart that were signed for another purpose (RFC 8725 section 3.11).
fn check_type(header: &Header) -> Result<(), JoseError> {
    if !header.has("typ") || header.text("typ").is_some_and(|typ| typ.eq_ignore_ascii_case("JWT")) {
        Ok(())
    } else {
        Err(JoseError::Unsupported)
    }
}
