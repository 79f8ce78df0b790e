//! The token in a magic link, and the hashes of it that are kept.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    contract::{Secret, Secrets},
    hex,
    provider::one_time_code::OneTimeCode,
    random::{self, Random},
};

/// The token in a link. It has no `Debug`, so that it does not slip into a log.
pub(crate) struct LinkToken(Secret);

impl LinkToken {
    /// Creates a token: 32 random bytes in hexadecimal.
    pub(crate) fn mint(random: &dyn Random) -> Self {
        Self(Secret::new(hex::encode(&random::bytes::<32>(random))))
    }

    /// Returns the token of an opened link, or `None` if it is empty. Its owner, if there is one, is not
    /// known yet.
    pub(crate) fn submitted(text: &str) -> Option<Self> {
        (!text.is_empty()).then(|| Self(Secret::new(text)))
    }

    /// Returns the string for the link.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

/// The hash function for stored tokens: `hex::encode(SHA-256(token ‖ secret))`, as in Auth.js.
///
/// If there are several secrets, the hash covers all of them, joined by commas.
pub(crate) struct LinkHasher {
    secret: Secret,
}

impl LinkHasher {
    /// Creates the hash function for the secrets of an application.
    pub(crate) fn new(secrets: &Secrets) -> Self {
        Self { secret: secrets.joined() }
    }

    /// Returns the hash that the database keeps of a token.
    pub(crate) fn hash(&self, token: &LinkToken) -> LinkHash {
        let digest = Sha256::new().chain_update(token.expose()).chain_update(self.secret.expose()).finalize();
        LinkHash(Secret::new(hex::encode(&digest)))
    }

    /// Returns the hash that the database keeps of a code: keyed by the secret, over the code and the number that binds it to
    /// its browser. No token has the same hash.
    pub(crate) fn hash_code(&self, nonce: &str, code: &OneTimeCode) -> LinkHash {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.expose().as_bytes())
            .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
        for part in ["code by mail", nonce, code.expose()] {
            mac.update(part.as_bytes());
            mac.update(&[0]);
        }
        LinkHash(Secret::new(hex::encode(&mac.finalize().into_bytes())))
    }
}

/// The hash of a token, which identifies the token in the database.
pub(crate) struct LinkHash(Secret);

impl LinkHash {
    /// Returns the hash that was kept between the two factors of a sign-in.
    #[cfg(feature = "totp")]
    pub(crate) fn kept(stored: &str) -> Self {
        Self(Secret::new(stored))
    }

    /// Returns the string for the database.
    pub(crate) fn stored(&self) -> &Secret {
        &self.0
    }

    /// Returns the mark that the requesting browser keeps, for a hash of its CSRF token: in another browser it is none, so
    /// the mark of an attacker's own link is worth nothing there. Half of the hash is enough to tell links apart.
    pub(crate) fn mark(&self, browser: &str) -> String {
        let digest = Sha256::new().chain_update(self.0.expose()).chain_update(browser).finalize();
        let (half, _) = digest.split_at(16);
        URL_SAFE_NO_PAD.encode(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn hash(secrets: &[&str], token: &str) -> LinkHash {
        let secrets = Secrets::new(secrets.iter().copied().map(Secret::new)).unwrap();
        LinkHasher::new(&secrets).hash(&LinkToken::submitted(token).unwrap())
    }

    #[test]
    fn hashes_are_those_of_auth_js() {
        let stored = |secrets, token| hash(secrets, token).stored().expose().to_owned();
        assert_eq!(
            stored(&["secret"], "abc"),
            "a42178b773273f5c9f24387fbea546af537d08b8c06b23631e44878b9ce47f49"
        );
        assert_eq!(
            stored(&["s1", "s2"], "abc"),
            "cc9c3a05455a428a8748c5395b0fad8dcfc803241f9b45773acf9032eb857d56"
        );
    }

    #[test]
    fn a_mark_does_not_reveal_the_hash_and_is_for_one_browser() {
        let hash = hash(&["secret"], "abc");
        let mark = hash.mark("browser");
        assert_ne!(mark, hash.mark("another"));
        assert_eq!(mark.len(), 22);
        assert!(mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')));
        assert!(!hash.stored().expose().contains(&mark));
    }

    #[test]
    fn tokens_are_64_digits_and_never_the_same() {
        let (a, b) = (LinkToken::mint(&SystemRandom), LinkToken::mint(&SystemRandom));
        assert!(a.expose().len() == 64 && a.expose() != b.expose());
        assert!(a.expose().bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')));
        assert!(LinkToken::submitted("").is_none());
    }
}
