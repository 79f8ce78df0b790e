//! CSRF tokens: a random value in a cookie, which a form has to repeat.

use std::ops::BitAnd;

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::{
    contract::{Secret, Secrets},
    hex,
    random::{self, Random},
};

/// A token that this server made. It has no `Debug`, so that it does not appear in a log.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct CsrfToken(Secret);

impl CsrfToken {
    /// Creates a token: 32 random bytes in hexadecimal.
    pub(crate) fn mint(random: &dyn Random) -> Self {
        Self(Secret::new(hex::encode(&random::bytes::<32>(random))))
    }

    /// Returns the string for the form.
    pub(crate) fn as_str(&self) -> &str {
        self.0.expose()
    }

    /// Returns the hash by which a value can be bound to the browser session of the token, without containing the token.
    #[cfg(any(feature = "email", feature = "oauth", feature = "totp"))]
    pub(crate) fn session_hash(&self) -> String {
        let hash = Sha256::new().chain_update("browser session").chain_update(self.as_str()).finalize();
        crate::jose::encode(hash)
    }

    /// Returns `true` if a request repeats the token. It takes the same time wherever the two differ.
    pub(crate) fn matches(&self, submitted: &str) -> bool {
        self.as_str().as_bytes().ct_eq(submitted.as_bytes()).into()
    }
}

/// The hash function that marks tokens as the server's own: `hex::encode(SHA-256(token ‖ secret))`, as in
/// Auth.js.
///
/// If there are several secrets, the hash covers all of them, joined by commas.
pub(crate) struct Csrf {
    secret: Secret,
}

impl Csrf {
    /// Creates the hash function for the secrets of an application.
    pub(crate) fn new(secrets: &Secrets) -> Self {
        Self { secret: secrets.joined() }
    }

    /// Returns the cookie's value: `token|hash`.
    pub(crate) fn cookie_value(&self, token: &CsrfToken) -> String {
        let token = token.as_str();
        [token, "|", &hex::encode(&self.hash(token))].concat()
    }

    /// Returns the token of a cookie if its hash is correct. Anything after a second bar is ignored.
    pub(crate) fn verify_cookie(&self, value: &str) -> Option<CsrfToken> {
        let mut parts = value.split('|');
        let (token, hash) = (parts.next()?, parts.next()?);
        is_equal(&hex::of_hash(&self.hash(token)), hash).then(|| CsrfToken(Secret::new(token)))
    }

    fn hash(&self, token: &str) -> [u8; 32] {
        Sha256::new().chain_update(token).chain_update(self.secret.expose()).finalize().into()
    }
}

/// Compares in constant time, by eight characters at once.
fn is_equal(expected: &[u8; 64], given: &str) -> bool {
    let Ok(given) = <&[u8; 64]>::try_from(given.as_bytes()) else { return false };
    let pairs = expected.as_chunks().0.iter().zip(given.as_chunks().0);
    let equal =
        pairs.map(|(expected, given)| u64::from_ne_bytes(*expected).ct_eq(&u64::from_ne_bytes(*given)));
    equal.fold(Choice::from(1), BitAnd::bitand).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{random::SystemRandom, test_support::noise::Noise};

    const ABC: &str = "a42178b773273f5c9f24387fbea546af537d08b8c06b23631e44878b9ce47f49";

    fn csrf(secrets: &[&str]) -> Csrf {
        Csrf::new(&Secrets::new(secrets.iter().copied().map(Secret::new)).unwrap())
    }

    #[test]
    fn hashes_are_those_of_auth_js() {
        assert_eq!(hex::encode(&csrf(&["secret"]).hash("abc")), ABC);
        let joined = "cc9c3a05455a428a8748c5395b0fad8dcfc803241f9b45773acf9032eb857d56";
        assert_eq!(hex::encode(&csrf(&["s1", "s2"]).hash("abc")), joined);
    }

    #[test]
    fn a_cookie_with_the_right_hash_is_accepted() {
        let csrf = csrf(&["secret"]);
        for value in [format!("abc|{ABC}"), format!("abc|{ABC}|more")] {
            assert!(csrf.verify_cookie(&value).is_some_and(|token| token.as_str() == "abc"));
        }
    }

    #[test]
    fn any_other_cookie_is_rejected() {
        let csrf = csrf(&["secret"]);
        let cut = &ABC[..63];
        let others =
            ["".into(), "abc".into(), "abc|".into(), "|".into(), format!("abd|{ABC}"), format!("abc|{cut}")];
        for value in others.into_iter().chain([format!("abc|{}", ABC.to_uppercase()), format!("abc||{ABC}")])
        {
            assert!(csrf.verify_cookie(&value).is_none(), "{value}");
        }
    }

    #[test]
    fn a_cookie_of_another_secret_is_rejected() {
        assert!(csrf(&["other"]).verify_cookie(&format!("abc|{ABC}")).is_none());
    }

    #[test]
    fn a_minted_token_returns_through_its_cookie() {
        let csrf = csrf(&["secret"]);
        let token = CsrfToken::mint(&SystemRandom);
        assert_eq!(token.as_str().len(), 64);
        assert!(token.as_str().bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        assert!(token != CsrfToken::mint(&SystemRandom));
        let returned = csrf.verify_cookie(&csrf.cookie_value(&token)).unwrap();
        assert!(returned.matches(token.as_str()));
        assert!(!returned.matches("") && !returned.matches(&token.as_str()[1..]));
    }

    #[test]
    fn noise_is_never_accepted() {
        let (csrf, mut noise) = (csrf(&["secret"]), Noise::new());
        for _ in 0..2_000 {
            assert!(csrf.verify_cookie(&noise.text(150, "|abc0123456789")).is_none());
        }
    }
}
