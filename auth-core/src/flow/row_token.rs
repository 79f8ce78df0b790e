//! The token of a session's row: as the browser has it, and as the database has it. They are the same, as in Auth.js, unless
//! the application stores hashes.

use sha2::{Digest, Sha256};

use crate::{contract::Secret, flow::store::Store, jose};

/// The beginning of a hashed token. No token begins with it, so a stored hash is never taken for a token.
const PREFIX: &str = "sha256:";

/// The token of a session's row.
#[derive(Clone)]
pub(crate) struct RowToken {
    /// The token, as the browser has it.
    pub(crate) text: Secret,
    /// The token by which the database finds the row: the same, or its hash.
    pub(crate) key: Secret,
}

impl RowToken {
    /// Returns the token of a row that is written now.
    pub(crate) fn new(store: &Store, text: Secret) -> Self {
        let key = if store.hashes_sessions { hash(&text) } else { text.clone() };
        Self { text, key }
    }

    /// Returns the token of a row that was written before tokens were hashed.
    pub(crate) fn unhashed(text: Secret) -> Self {
        Self { key: text.clone(), text }
    }
}

/// Hashes a token. It has at least 122 random bits, so no salt is needed and no slow hash.
fn hash(text: &Secret) -> Secret {
    Secret::new(format!("{PREFIX}{}", jose::encode(Sha256::digest(text.expose()))))
}

/// Returns `true` if a string is a stored hash, which a reader of the database may have.
pub(crate) fn is_hash(text: &str) -> bool {
    text.starts_with(PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapter::{AnyAdapter, MemoryAdapter};

    #[test]
    fn a_hash_is_no_token_and_depends_on_all_of_it() {
        let store = Store::new(AnyAdapter::new(MemoryAdapter::new()), true);
        let plain = RowToken::new(&store, Secret::new("a.t1"));
        assert!(plain.key == plain.text);
        let store = store.with_hashes(true);
        let hashed = ["a.t1", "a.t2", "b.t1"].map(|text| RowToken::new(&store, Secret::new(text)).key);
        for (number, key) in hashed.iter().enumerate() {
            assert!(is_hash(key.expose()) && key.expose().len() == 50, "{}", key.expose());
            assert!(hashed.iter().skip(number + 1).all(|other| other != key));
        }
        assert!(!is_hash("a.t1"));
    }
}
