//! The script of the passkey form: `GET {base path}/passkey.js`.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::jose::encode;

/// The script.
pub(crate) const JAVASCRIPT: &str = include_str!("passkey.js");

/// Its path below the base path, without a query. It is none of an action.
pub(crate) const PATH: &str = "/passkey.js";

/// What stands behind the base path: the name of this very version, since browsers keep it for a year.
pub(crate) fn src() -> &'static str {
    static SRC: LazyLock<String> = LazyLock::new(|| {
        let hash = encode(Sha256::digest(JAVASCRIPT));
        format!("{PATH}?v={}", hash.get(..16).unwrap_or_default())
    });
    &SRC
}
