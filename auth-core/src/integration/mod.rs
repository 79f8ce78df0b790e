//! Frameworks: thin, without any decision about authentication.

#[cfg(feature = "axum")]
pub mod axum;
pub mod layer;
mod service;
