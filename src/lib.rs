//! Sign-in for Rust web services: Auth.js on the wire, typed callbacks in the code.
//!
//! An application customises sign-in by plain async functions under an attribute, and by structs which say
//! what the encrypted session token holds and what the browser may see of it. The compiler checks that they
//! fit together: a session field that no token has, an argument that is not there in this situation, a return
//! value that decides nothing is an error, at that very word.
//!
//! ```
//! # #[cfg(feature = "axum")]
//! # fn main() -> auth::Result<()> {
//! use auth::prelude::*;
//! use axum::{Json, Router, routing::get};
//!
//! /// What the encrypted token holds.
//! #[auth::jwt]
//! struct Token {
//!     role: String,
//! }
//!
//! /// What the browser may see: each field is that of the token.
//! #[auth::session(from = Token)]
//! struct Visible {
//!     role: String,
//! }
//!
//! #[auth::credentials]
//! struct Login {
//!     name: String,
//!     #[auth(password)]
//!     password: Secret,
//! }
//!
//! #[auth::authorize]
//! async fn login(form: Login) -> Option<User> {
//!     (form.name == "ada" && form.password == Secret::new("countess")).then(|| User::new("1").with_name("Ada"))
//! }
//!
//! #[auth::jwt]
//! async fn issue(user: &User) -> Token {
//!     Token { role: if user.id == "1" { "admin" } else { "user" }.to_owned() }
//! }
//!
//! #[auth::guard]
//! async fn admins(session: &Session<Visible>) -> bool {
//!     session.role == "admin"
//! }
//!
//! let auth = Auth::builder()
//!     .secret("thirty-two random bytes, better from AUTH_SECRET")
//!     .url("http://localhost:3000")
//!     .credentials::<login>()
//!     .jwt::<issue>()
//!     .session::<Visible>()
//!     .build()?;
//!
//! let app: Router = Router::new()
//!     .route("/me", get(async |session: Session<Visible>| Json(session)))
//!     .route("/admin", get(async |_: Guard<admins>| "hello, admin"))
//!     .merge(auth.routes())
//!     .layer(auth.layer())
//!     .with_state(auth);
//!
//! // The connect info carries the client address, by which sign-in attempts are limited.
//! let app = app.into_make_service_with_connect_info::<std::net::SocketAddr>();
//! # let _ = app;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "axum"))]
//! # fn main() {}
//! ```
//!
//! # Attributes
//!
//! | attribute | on | what it is |
//! | --- | --- | --- |
//! | [`#[auth::jwt]`](jwt) | a struct | the application's claims in the session token |
//! | | a function | makes the token at sign-in; `(update)` changes it, `(access)` looks at it at every read |
//! | [`#[auth::session]`](session) | a struct | what the browser may see, taken from the token |
//! | | a function | shapes the session by hand |
//! | [`#[auth::user]`](user) | a struct | the application's own columns of the table of users |
//! | [`#[auth::sign_in]`](sign_in) | a function | who may sign in |
//! | [`#[auth::redirect]`](redirect) | a function | where to go after sign-in and sign-out |
//! | [`#[auth::event]`](event) | a function | what has happened |
//! | [`#[auth::credentials]`](credentials) | a struct | a sign-in form |
//! | [`#[auth::authorize]`](authorize) | a function | checks a sign-in form |
//! | [`#[auth::provider]`](macro@provider) | a function | an OAuth 2.0 or OpenID provider of one's own, and who its profiles are |
//! | [`#[auth::guard]`](guard) | a function | which sessions may pass a route |
//!
//! The functions stay as they are: callable, testable. Beside each stands a type of its name, by which it is
//! wired.
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `axum` (default) | routes, layer and extractors; implies `flow` |
//! | `flow` | the sign-in flow over `http` types, as a `tower` service; no framework |
//! | `oauth` | sign-in by OAuth 2.0 and OpenID Connect, with the catalogue of providers in `provider` |
//! | `email` | magic links, mailed by SMTP or as the application likes |
//! | `passkey` | sign-in by passkeys (WebAuthn), kept in a database |
//! | `signed` | signed session tokens, and the route of their public keys, instead of encrypted ones |
//! | `typescript` | session and token structs as TypeScript, for `next-auth` in the browser |
//! | `testing` | the `testing` module: callbacks run without HTTP, with a clock that the test moves |
//! | `sqlite`, `postgres`, `mysql`, `redis` | databases (the contract, and one in memory, come with `flow`) |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod adapter;
pub mod callback;
#[cfg(feature = "server")]
pub mod config;
#[cfg(feature = "server")]
pub mod cookie;
#[cfg(feature = "server")]
pub mod integration;
#[cfg(feature = "server")]
pub mod page;
pub mod prelude;
pub mod provider;
pub mod session;
#[cfg(feature = "testing")]
pub mod testing;
pub mod time;
pub mod token;
#[cfg(feature = "typescript")]
pub mod typescript;

#[doc(hidden)]
pub mod __private;

#[doc(inline)]
pub use auth_core::contract::{
    Account, BoxError, CredentialsSignin, FromRef, Jwt, Result, Secret, Session, State, User, UserId,
};
#[cfg(feature = "axum")]
#[doc(inline)]
pub use auth_core::integration::axum::Guard;
#[cfg(feature = "server")]
#[doc(inline)]
pub use auth_core::{
    app::{Auth, AuthBuilder, BuildError, BuildProblem, SetCookies, SignInResult, UpdatedSession},
    flow::{AuthError, RequestHead},
};

#[cfg(feature = "typescript")]
#[doc(inline)]
pub use auth_core::typescript::TypeScript;
#[cfg(feature = "typescript")]
#[doc = include_str!("docs/typescript.md")]
pub use auth_macros::TypeScript;

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
#[doc = include_str!("docs/provider.md")]
pub use auth_macros::provider;
#[doc = include_str!("docs/redirect.md")]
pub use auth_macros::redirect;
#[doc = include_str!("docs/session.md")]
pub use auth_macros::session;
#[doc = include_str!("docs/sign_in.md")]
pub use auth_macros::sign_in;
#[doc = include_str!("docs/user.md")]
pub use auth_macros::user;
