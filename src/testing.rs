//! Callbacks run without HTTP.

#[doc(inline)]
pub use auth_core::testing::*;
