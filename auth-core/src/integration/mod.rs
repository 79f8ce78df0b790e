//! Web frameworks: translates between a framework and `Auth`, without decisions about authentication.

#[cfg(feature = "extractors")]
pub mod access;
#[cfg(feature = "actix")]
pub mod actix;
#[cfg(feature = "axum")]
pub mod axum;
pub mod layer;
#[cfg(feature = "extractors")]
#[cfg_attr(not(feature = "axum"), allow(dead_code, reason = "routers of axum are nested by other rules"))]
pub mod record;
pub mod same_origin;
mod service;
