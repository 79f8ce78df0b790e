//! Web frameworks: translates between a framework and `Auth`, without decisions about authentication.

#[cfg(feature = "axum")]
pub mod axum;
pub mod layer;
mod service;
