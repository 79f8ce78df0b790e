//! The nonce (OpenID Connect Core section 3.1.2.1): it ties an ID token to the browser that asked for it.

use crate::{
    contract::Secret,
    jose,
    random::{self, Random},
};

/// A new nonce: 32 random bytes, 43 characters.
pub(crate) fn nonce(random: &dyn Random) -> Secret {
    Secret::new(jose::encode(random::bytes::<32>(random)))
}
