//! Web frameworks: translates between a framework and `Auth`, without decisions about authentication.

#[cfg(feature = "extractors")]
pub mod access;
#[cfg(feature = "actix")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
pub mod layer;
#[cfg(feature = "extractors")]
pub mod record;
pub mod same_origin;
mod service;
