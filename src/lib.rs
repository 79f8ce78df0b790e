//! Sign-in for Rust web services: Auth.js on the wire, typed callbacks in the code.

pub mod prelude;

#[doc(hidden)]
pub mod __private;

pub use auth_core::*;
pub use auth_macros::{FromRef, authorize, credentials, event, guard, jwt, redirect, session, sign_in};
