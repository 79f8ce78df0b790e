//! Sessions: the standard fields, and the sessions of a user on all devices.

#[doc(inline)]
pub use auth_core::contract::SessionUser;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::{ActiveSession, SessionId};

/// The traits behind `#[auth::session]`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::session::{SessionData, SessionField, ShownAs};
