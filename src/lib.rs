//! Sign-in for Rust web services: Auth.js on the wire, typed callbacks in the code.

pub mod prelude;

#[doc(hidden)]
pub mod __private;

pub use auth_core::*;

#[doc = include_str!("docs/from_ref.md")]
pub use auth_macros::FromRef;
#[doc = include_str!("docs/authorize.md")]
pub use auth_macros::authorize;
#[doc = include_str!("docs/credentials.md")]
pub use auth_macros::credentials;
#[doc = include_str!("docs/event.md")]
pub use auth_macros::event;
#[doc = include_str!("docs/guard.md")]
pub use auth_macros::guard;
#[doc = include_str!("docs/jwt.md")]
pub use auth_macros::jwt;
#[doc = include_str!("docs/redirect.md")]
pub use auth_macros::redirect;
#[doc = include_str!("docs/session.md")]
pub use auth_macros::session;
#[doc = include_str!("docs/sign_in.md")]
pub use auth_macros::sign_in;
