//! Web frameworks: the layer, and the answers of the extractors.

#[cfg(feature = "axum")]
#[doc(inline)]
pub use auth_core::integration::axum::{GuardRejection, SessionRejection};
#[doc(inline)]
pub use auth_core::integration::layer::{AuthLayer, Renewing, RenewingFuture};
