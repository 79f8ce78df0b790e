//! The test kit: callbacks run without HTTP, with a clock that the test moves.
//!
//! `.test()` in place of `.build()` makes an application under test: [`TestAuth`]. It runs the real flow. Clock,
//! randomness, secret and origin belong to the test, the environment is not read, and no provider is needed.
//!
//! ```
//! use std::time::Duration;
//!
//! use auth::prelude::*;
//!
//! #[auth::jwt]
//! struct Token {
//!     theme: String,
//! }
//!
//! #[auth::session(from = Token)]
//! struct Visible {
//!     theme: String,
//! }
//!
//! #[auth::jwt]
//! async fn issue() -> Token {
//!     Token { theme: "light".to_owned() }
//! }
//!
//! #[auth::jwt(update)]
//! async fn settings(token: &mut Jwt<Token>, Update(theme): Update<String>) {
//!     token.theme = theme;
//! }
//!
//! # #[tokio::main]
//! # async fn main() -> auth::Result<()> {
//! let auth = Auth::builder().jwt::<issue>().jwt_update::<settings>().session::<Visible>().test()?;
//!
//! let mut session = auth.sign_in(&User::new("1")).await?.session().ok_or("no session")?;
//! assert_eq!(session.token().theme, "light");
//!
//! session.update("dark").await?;
//! assert_eq!(session.read().await?.ok_or("signed out")?.theme, "dark");
//!
//! auth.advance(Duration::from_secs(31 * 24 * 60 * 60));
//! assert!(session.read().await?.is_none());
//! # Ok(())
//! # }
//! ```
//!
//! For tests of handlers, [`TestAuth::auth`] returns the handle for a router, and [`TestSession::headers`] the cookies of a
//! session. [`TestAuth::sign_in_with_proofs`] signs in a user who has proven something, and when.
//!
//! [`assert_claims_shape`] fails if a change to the token struct would end sessions. `SoftwarePasskey` (feature
//! `passkey`) is an authenticator for tests, and `totp_code` (feature `totp`) shows the codes of an authenticator
//! application. `auth::adapter::contract` tests an adapter of your own.

#[cfg(feature = "passkey")]
#[doc(inline)]
pub use auth_core::testing::SoftwarePasskey;
#[cfg(feature = "totp")]
#[doc(inline)]
pub use auth_core::testing::totp_code;
#[doc(inline)]
pub use auth_core::testing::{START, SeededRandom, TestAuth, TestSession, TestSignIn, assert_claims_shape};
