//! The script of the passkey form: `GET {base path}/passkey.js`.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use crate::jose::encode;

/// The source of the script.
pub(crate) const JAVASCRIPT: &str = include_str!("passkey.js");

/// The path of the script below the base path, without a query. No action has this path.
pub(crate) const PATH: &str = "/passkey.js";

/// Returns the path below the base path, with the hash of this version as its query. Browsers cache the
/// script for a year.
pub(crate) fn src() -> &'static str {
    static SRC: LazyLock<String> = LazyLock::new(|| {
        let hash = encode(Sha256::digest(JAVASCRIPT));
        format!("{PATH}?v={}", hash.get(..16).unwrap_or_default())
    });
    &SRC
}
