//! The session token: claims that nobody declared, sizes, versions, and signing keys.

#[doc(inline)]
pub use auth_core::contract::token::{
    OtherClaims,
    size::{ClaimTooLong, MaxSize},
    version::ClaimsError,
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
pub use auth_core::contract::token::{claims::*, version::*};
