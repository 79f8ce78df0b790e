//! The protection of round trips: CSRF tokens, callback URLs, rate limits, and the checks of OAuth and
//! passkeys.

pub(crate) mod callback_url;
#[cfg(feature = "totp")]
pub(crate) mod confirmed_totp;
pub(crate) mod csrf;
#[cfg(feature = "totp")]
pub(crate) mod factor_keys;
#[cfg(feature = "oauth")]
pub(crate) mod nonce;
#[cfg(feature = "password")]
pub mod password;
#[cfg(feature = "oauth")]
pub(crate) mod pkce;
pub(crate) mod rate_limit;
#[cfg(feature = "totp")]
pub(crate) mod recovery_code;
#[cfg(any(feature = "oauth", feature = "passkey"))]
#[cfg_attr(
    not(all(feature = "oauth", feature = "passkey")),
    allow(dead_code, reason = "each kind of provider has its own checks")
)]
pub(crate) mod sealed;
#[cfg(feature = "oauth")]
pub(crate) mod state;
#[cfg(feature = "totp")]
pub(crate) mod totp;
mod url;

pub use self::rate_limit::{IntoRateLimit, RateLimit};
#[cfg(any(feature = "oauth", feature = "passkey"))]
pub use self::sealed::CheckError;
