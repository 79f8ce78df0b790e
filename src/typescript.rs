//! Session and token structs as TypeScript, for `next-auth` in the browser.
//!
//! Structs under `#[auth::session(typescript)]` and `#[auth::jwt(typescript)]` are exported as declarations of
//! `next-auth`, so `useSession()` knows each field. Your own types in their fields need
//! [`#[derive(auth::TypeScript)]`](derive@crate::TypeScript). A test keeps a checked-in file up to date:
//!
//! ```no_run
//! use auth::prelude::*;
//!
//! #[auth::jwt(typescript)]
//! struct Token {
//!     id: UserId,
//! }
//!
//! #[auth::session(from = Token, typescript)]
//! struct Visible {
//!     id: UserId,
//! }
//!
//! # #[cfg(any())]
//! #[test]
//! fn the_browser_knows_the_session() {
//!     auth::typescript::assert_module::<Token, Visible>("web/next-auth.d.ts");
//! }
//! ```
//!
//! The test fails if the file is out of date; `AUTH_UPDATE=1 cargo test` writes it.

#[doc(inline)]
pub use auth_core::typescript::{Declarations, assert_module, module};

/// The traits behind `typescript`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::typescript::{SessionTypes, TokenTypes, probe};
