//! The public keys of a provider (RFC 7517): kept, and fetched again if a token names an unknown key.

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
    jose::{JoseError, PublicKey, Unverified},
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

    /// Checks the signature of a token for an issuer. If no key that the token names verifies it, the keys may have
    /// changed: they are fetched again, but not more often than the cache allows.
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
        let failure = match verify_with(&keys, token, algorithm, issuer) {
            Ok(()) => return Ok(()),
            Err(failure) => failure,
        };
        let newer = if failure.is_final { None } else { self.cached.renew(&keys, now, fetch).await };
        let verified = newer.map_or(Err(failure), |newer| verify_with(&newer, token, algorithm, issuer));
        verified.map_err(|failure| IdTokenError::Jose(failure.error).into())
    }
}

async fn fetch(http: &dyn HttpClient, url: &str) -> Result<Vec<PublicKey>, OAuthError> {
    let set: JwkSet = discovery::get_json(http, url, "key set").await?;
    Ok(set.keys.iter().filter_map(PublicKey::from_jwk).take(MAX_KEYS).collect())
}

/// The failure of all keys that may have signed a token.
struct NotVerified {
    error: JoseError,
    /// `true` if one of them has the `kid` of the token, so that other keys are of no use.
    is_final: bool,
}

/// Tries the keys that fit: first those with the `kid` of the token, then those without a `kid`; all of them if the token
/// has no `kid`. If no key fits, the error is [`JoseError::UnknownKey`].
fn verify_with(
    keys: &[PublicKey],
    token: &Unverified<'_>,
    algorithm: IdTokenAlgorithm,
    issuer: &str,
) -> Result<(), NotVerified> {
    let (kid, algorithm) = (token.kid(), algorithm.backend());
    let fits = |key: &&PublicKey| {
        key.fits(algorithm)
            && key.issuer.as_deref().is_none_or(|own| own == issuer || own.contains("{tenantid}"))
    };
    let is_named = |key: &&PublicKey| kid.is_some() && key.kid.as_deref() == kid.as_deref();
    let is_other = |key: &&PublicKey| kid.is_none() || key.kid.is_none();
    let named = keys.iter().filter(fits).filter(is_named);
    let others = keys.iter().filter(fits).filter(is_other);
    let mut failure = NotVerified { error: JoseError::UnknownKey, is_final: false };
    for (key, is_named) in named.map(|key| (key, true)).chain(others.map(|key| (key, false))) {
        match key.verify(algorithm, token.message.as_bytes(), &token.signature) {
            Ok(()) => return Ok(()),
            Err(error) => failure = NotVerified { error, is_final: failure.is_final || is_named },
        }
    }
    Err(failure)
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

    /// Verifies a token against a set with these members of its only key changed.
    fn verified_by(change: impl FnOnce(&mut serde_json::Value), header: &str) -> bool {
        let key = es256();
        let mut jwk = key.jwk().unwrap().clone();
        change(&mut jwk);
        let odd = r#"null,7,"x",{"kty":"EC","crv":"P-256","x":{},"y":[]},{"kty":"RSA","n":"!"}"#;
        let set = format!(r#"{{"keys":[{odd},{jwk}]}}"#);
        let http = Scripted::new(move |_| (200, set.clone()));
        verify(&Jwks::new(), &http, &token(&key, header), NOW)
    }

    #[test]
    fn a_key_without_kid_is_a_candidate_for_every_token() {
        let without = |jwk: &mut serde_json::Value| drop(jwk.as_object_mut().unwrap().remove("kid"));
        for header in [
            r#"{"alg":"ES256"}"#,
            r#"{"alg":"ES256","kid":"any"}"#,
            r#"{"alg":"ES256","kid":7}"#,
            r#"{"alg":"ES256","kid":null}"#,
        ] {
            assert!(verified_by(without, header), "{header}");
            assert!(verified_by(|jwk| jwk["kid"] = serde_json::Value::Null, header), "{header}");
        }
        assert!(!verified_by(|jwk| jwk["kid"] = "other".into(), r#"{"alg":"ES256","kid":"any"}"#));
        let encrypts = |jwk: &mut serde_json::Value| {
            without(jwk);
            jwk["use"] = "enc".into();
        };
        assert!(!verified_by(encrypts, r#"{"alg":"ES256"}"#));
    }

    #[test]
    fn a_kid_may_be_a_number() {
        for (of_key, of_token) in [("7", "7"), (r#""7""#, "7"), ("7", r#""7""#)] {
            let header = format!(r#"{{"alg":"ES256","kid":{of_token}}}"#);
            assert!(verified_by(|jwk| jwk["kid"] = serde_json::from_str(of_key).unwrap(), &header));
        }
        assert!(!verified_by(|jwk| jwk["kid"] = 8.into(), r#"{"alg":"ES256","kid":7}"#));
    }

    #[test]
    fn each_key_of_a_kid_is_tried() {
        let key = es256();
        let mut stranger = key.jwk().unwrap().clone();
        (stranger["x"], stranger["y"]) = (stranger["y"].clone(), stranger["x"].clone());
        let set = format!(r#"{{"keys":[{stranger},{},{stranger}]}}"#, key.jwk().unwrap());
        let http = Scripted::new(move |_| (200, set.clone()));
        let token = token(&key, &format!(r#"{{"alg":"ES256","kid":"{}"}}"#, key.kid()));
        assert!(verify(&Jwks::new(), &http, &token, NOW));
    }

    #[test]
    fn a_rotated_key_without_kid_is_found_by_one_fetch() {
        let key = es256();
        let mut new = key.jwk().unwrap().clone();
        new.as_object_mut().unwrap().remove("kid");
        let mut old = new.clone();
        (old["x"], old["y"]) = (old["y"].clone(), old["x"].clone());
        let fetched = AtomicU32::new(0);
        let http = Scripted::new(move |_| {
            let key = if fetched.fetch_add(1, Ordering::Relaxed) == 0 { &old } else { &new };
            (200, format!(r#"{{"keys":[{key}]}}"#))
        });
        let (jwks, token) = (Jwks::new(), token(&key, r#"{"alg":"ES256","kid":"new"}"#));
        assert!(!verify(&jwks, &http, &token, NOW), "just fetched, so not again");
        assert!(verify(&jwks, &http, &token, NOW + Duration::from_secs(10)));
        assert_eq!(http.asked().len(), 2);
    }

    #[test]
    fn a_forged_token_of_a_known_key_causes_no_fetch() {
        let key = es256();
        let set = format!(r#"{{"keys":[{}]}}"#, key.jwk().unwrap());
        let (http, jwks) = (Scripted::new(move |_| (200, set.clone())), Jwks::new());
        let forged = token(&key, &format!(r#"{{"alg":"ES256","kid":"{}"}}"#, key.kid()));
        let forged = forged.replace(".e30.", ".e30g.");
        for second in [0, 10, 20] {
            assert!(!verify(&jwks, &http, &forged, NOW + Duration::from_secs(second)));
        }
        assert_eq!(http.asked().len(), 1);
    }
}
