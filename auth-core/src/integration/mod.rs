//! Web frameworks: translates between a framework and `Auth`, without decisions about authentication.

#[cfg(feature = "axum")]
pub mod axum;
pub mod layer;
pub mod same_origin;
mod service;
