//! The session token: its standard claims, the application's own claims, their sizes and their versions.

pub mod claim_value;
pub mod claims;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
mod issued;
pub mod jwt;
mod member_name;
pub mod size;
#[cfg_attr(not(feature = "server"), allow(dead_code, reason = "for the flow"))]
pub(crate) mod subject;
pub mod version;
pub(crate) mod wire;

pub use self::{claims::OtherClaims, jwt::Jwt};
