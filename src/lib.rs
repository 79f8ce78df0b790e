//! Sign-in for Rust web services.
pub use auth_core::*;
