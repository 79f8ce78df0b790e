//! Sessions: their standard fields, and the sessions of a user on all devices.
//!
//! [`Session<Visible>`](crate::Session) is the session as the browser sees it; the struct under
//! [`#[auth::session]`](macro@crate::session) holds the application's fields. [`SessionData`] is the trait that the
//! attribute implements. A function that works for every session type names it:
//!
//! ```
//! # #[cfg(feature = "server")]
//! # mod application {
//! use auth::{Auth, prelude::*, session::SessionData};
//! use http::request::Parts;
//!
//! async fn is_signed_in<V: SessionData>(auth: &Auth<V>, parts: &Parts) -> Result<bool> {
//!     Ok(auth.session(parts).await?.is_some())
//! }
//! # }
//! ```
//!
//! With database sessions, [`Auth::sessions_of`](crate::Auth::sessions_of) lists the sessions of a user, and
//! [`Auth::revoke_session`](crate::Auth::revoke_session) ends one of them:
//!
//! ```
//! # #[cfg(feature = "server")]
//! # mod application {
//! # use auth::{Auth, prelude::*};
//! # use http::request::Parts;
//! /// Signs the user out everywhere else.
//! async fn keep_only_this(auth: &Auth, parts: &Parts, user: &StoredId) -> Result<()> {
//!     let current = auth.session_id(parts)?;
//!     for session in auth.sessions_of(user).await? {
//!         if Some(&session.id) != current.as_ref() {
//!             auth.revoke_session(user, &session.id).await?;
//!         }
//!     }
//!     Ok(())
//! }
//! # }
//! ```

#[doc(inline)]
pub use auth_core::contract::{SessionUser, session::SessionData};
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::flow::{ActiveSession, Browser, Device, SessionId, System};

/// The traits behind `#[auth::session]`, which compiler messages name by this path. They are not public API.
#[doc(hidden)]
pub use auth_core::contract::session::ShownAs;
