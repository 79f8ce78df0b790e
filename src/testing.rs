//! Callbacks run without HTTP: sign a user in, read the typed token and session, move the clock.

#[cfg(feature = "passkey")]
#[doc(inline)]
pub use auth_core::testing::SoftwarePasskey;
#[doc(inline)]
pub use auth_core::testing::{START, SeededRandom, TestAuth, TestSession, TestSignIn, assert_claims_shape};
