//! The nonce (OpenID Connect Core section 3.1.2.1), which ties an ID token to the browser that requested it.

use crate::{
    contract::Secret,
    jose,
    random::{self, Random},
};

/// Creates a nonce: 32 random bytes in 43 characters.
pub(crate) fn nonce(random: &dyn Random) -> Secret {
    Secret::new(jose::encode(random::bytes::<32>(random)))
}
