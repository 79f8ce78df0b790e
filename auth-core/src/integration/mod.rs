//! Frameworks: thin, without any decision about authentication.

#[cfg(feature = "axum")]
pub(crate) mod axum;
pub(crate) mod layer;
mod service;
