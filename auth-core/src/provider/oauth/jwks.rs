//! The public keys of a provider (RFC 7517): kept, and fetched again if a token names an unknown key.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::{
    cached::Cached,
    discovery,
    error::OAuthError,
    id_token::{IdTokenAlgorithm, IdTokenError},
};
use crate::{
    contract::UnixTime,
    http::HttpClient,
    jose::{JoseError, Jwk, PublicKey, Unverified},
};

/// The maximum number of keys that are read from a set.
const MAX_KEYS: usize = 100;

/// The keys of one provider.
pub(crate) struct Jwks {
    cached: Cached<Vec<PublicKey>, OAuthError>,
}

#[derive(Deserialize)]
struct JwkSet {
    keys: Vec<Value>,
}

impl Jwks {
    pub(crate) fn new() -> Self {
        Self { cached: Cached::new() }
    }

    /// Checks the signature of a token for an issuer. An unknown `kid` causes a fetch, but not more often
    /// than the cache allows. A token without `kid` is tried with each key that fits.
    pub(super) async fn verify(
        &self,
        http: &dyn HttpClient,
        url: &str,
        token: &Unverified<'_>,
        algorithm: IdTokenAlgorithm,
        issuer: &str,
        now: UnixTime,
    ) -> Result<(), OAuthError> {
        let fetch = async || fetch(http, url).await;
        let keys = self.cached.get(now, fetch).await?;
        match verify_with(&keys, token, algorithm, issuer) {
            Err(IdTokenError::Jose(JoseError::UnknownKey)) => {
                let newer: Option<Arc<_>> = self.cached.renew(&keys, now, fetch).await;
                let keys = newer.ok_or(IdTokenError::Jose(JoseError::UnknownKey))?;
                Ok(verify_with(&keys, token, algorithm, issuer)?)
            }
            verified => Ok(verified?),
        }
    }
}

async fn fetch(http: &dyn HttpClient, url: &str) -> Result<Vec<PublicKey>, OAuthError> {
    let set: JwkSet = discovery::get_json(http, url, "key set").await?;
    let jwks = set.keys.into_iter().take(MAX_KEYS).filter_map(|key| serde_json::from_value::<Jwk>(key).ok());
    Ok(jwks.filter_map(|jwk| PublicKey::from_jwk(&jwk)).collect())
}

/// Tries the keys that fit. If none fits, the error is [`JoseError::UnknownKey`].
fn verify_with(
    keys: &[PublicKey],
    token: &Unverified<'_>,
    algorithm: IdTokenAlgorithm,
    issuer: &str,
) -> Result<(), IdTokenError> {
    let (kid, algorithm) = (token.kid()?, algorithm.backend());
    let fits = |key: &&PublicKey| {
        key.fits(algorithm)
            && kid.is_none_or(|kid| key.kid.as_deref() == Some(kid))
            && key.issuer.as_deref().is_none_or(|own| own == issuer || own.contains("{tenantid}"))
    };
    let mut outcome = Err(JoseError::UnknownKey);
    for key in keys.iter().filter(fits) {
        outcome = key.verify(algorithm, token.message.as_bytes(), &token.signature);
        if outcome.is_ok() {
            break;
        }
    }
    Ok(outcome?)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicU32, Ordering},
        time::Duration,
    };

    use super::*;
    use crate::{
        contract::Secret,
        http::testing::{Scripted, block_on},
        jose::{SigningKey, encode, test_keys::*},
    };

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn es256() -> SigningKey {
        SigningKey::es256_pem(&Secret::new(P256)).ok().unwrap()
    }

    fn token(key: &SigningKey, header: &str) -> String {
        let message = format!("{}.{}", encode(header), encode("{}"));
        format!("{message}.{}", encode(key.sign(message.as_bytes()).unwrap()))
    }

    fn verify(jwks: &Jwks, http: &Scripted, token: &str, now: UnixTime) -> bool {
        let token = Unverified::split(token).unwrap_or_else(|_| panic!("malformed"));
        let algorithm = IdTokenAlgorithm::ES256;
        block_on(jwks.verify(http, "https://op.test/jwks", &token, algorithm, "https://op.test", now)).is_ok()
    }

    #[test]
    fn a_rotated_key_is_found_by_one_fetch() {
        let key = es256();
        let fetched = AtomicU32::new(0);
        let (new, old) = (key.jwk().unwrap().to_string(), r#"{"kty":"oct","k":"AA"}"#);
        let http = Scripted::new(move |_| {
            let keys = if fetched.fetch_add(1, Ordering::Relaxed) == 0 { old } else { &new };
            (200, format!(r#"{{"keys":[{keys}]}}"#))
        });
        let jwks = Jwks::new();
        let token = token(&key, &format!(r#"{{"alg":"ES256","kid":"{}"}}"#, key.kid()));
        assert!(!verify(&jwks, &http, &token, NOW), "just fetched, so not again");
        assert!(verify(&jwks, &http, &token, NOW + Duration::from_secs(10)));
        assert!(verify(&jwks, &http, &token, NOW + Duration::from_secs(11)));
        assert_eq!(http.asked().len(), 2);
    }

    #[test]
    fn unknown_kids_cause_one_fetch_per_cooldown() {
        let key = es256();
        let set = format!(r#"{{"keys":[{}]}}"#, key.jwk().unwrap());
        let (http, jwks) = (Scripted::new(move |_| (200, set.clone())), Jwks::new());
        let unknown = token(&key, r#"{"alg":"ES256","kid":"other"}"#);
        for second in 0..20 {
            assert!(!verify(&jwks, &http, &unknown, NOW + Duration::from_secs(second)));
        }
        assert_eq!(http.asked().len(), 2);
    }

    #[test]
    fn a_token_without_kid_is_tried_with_each_key() {
        let key = es256();
        let set = format!(r#"{{"keys":[{{"kty":"x"}},7,{}]}}"#, key.jwk().unwrap());
        let (http, jwks) = (Scripted::new(move |_| (200, set.clone())), Jwks::new());
        let good = token(&key, r#"{"alg":"ES256"}"#);
        assert!(verify(&jwks, &http, &good, NOW));
        let forged = good.replace(".e30.", ".e30x.");
        assert!(!verify(&jwks, &http, &forged, NOW));
    }
}
