//! Accounts: to whom a proof of identity belongs, and signing in by one.

mod enter;
pub(crate) mod link;
#[cfg(feature = "oauth")]
mod tokens;

pub(crate) use self::enter::Arrival;
#[cfg(feature = "oauth")]
pub use self::tokens::{ProviderTokens, ProviderTokensError};
