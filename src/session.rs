//! Sessions: the standard fields, and the sessions of a user on all devices.

#[doc(inline)]
pub use auth_core::contract::SessionUser;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::{ActiveSession, SessionId};
