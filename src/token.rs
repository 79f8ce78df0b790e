//! The session token: undeclared claims, maximum lengths, errors, and signing keys.
//!
//! [`Jwt`](crate::Jwt) is the token itself; the struct under [`#[auth::jwt]`](macro@crate::jwt) holds the application's
//! claims. A field of type [`OtherClaims`] keeps the claims of other services, and [`MaxSize`] gives a type a maximum
//! length, so that the compiler can compute the size of the cookie.
//!
//! Tokens are encrypted unless `.signed(…)` sets signing keys (feature `signed`). Signed tokens can be read by everyone
//! who holds them, and verified by other services with the public keys at `/auth/jwks`:
//!
//! ```no_run
//! # #[cfg(feature = "signed")]
//! # fn main() -> auth::Result<()> {
//! use auth::{Auth, Secret, token::{SignedKeys, SigningKey}};
//!
//! let pem = Secret::new(std::fs::read_to_string("signing-key.pem")?);
//! let key = SigningKey::eddsa_pem(&pem)?;
//! let builder = Auth::builder().signed(SignedKeys::new(key, []));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "signed"))]
//! # fn main() {}
//! ```

#[doc(inline)]
pub use auth_core::contract::token::{
    OtherClaims,
    claims::ClaimsError,
    size::{ClaimTooLong, MaxSize},
};
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::jose::JoseError;
#[cfg(feature = "signed")]
#[doc(inline)]
pub use auth_core::jose::SignedKeys;
#[cfg(any(feature = "oauth", feature = "signed"))]
#[doc(inline)]
pub use auth_core::jose::SigningKey;

/// The traits behind `#[auth::jwt]`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::token::{claim_value::*, claims::*, version::*};
