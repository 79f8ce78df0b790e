//! The session token: its standard claims, the application's own claims, their sizes and their versions.

pub mod claims;
pub mod jwt;
pub mod size;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
pub(crate) mod subject;
pub mod version;

pub use self::{claims::OtherClaims, jwt::Jwt};
