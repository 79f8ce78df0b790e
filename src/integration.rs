//! Web frameworks: the layer, and the rejections of the extractors.
//!
//! With axum (feature `axum`), merge [`Auth::routes`](crate::Auth::routes) into the router and add
//! [`Auth::layer`](crate::Auth::layer), which extends the sessions of users who are active. Handlers take:
//!
//! | argument | without a session | if the guard denies |
//! | --- | --- | --- |
//! | [`Session<Visible>`](crate::Session) | the sign-in page for a browser, 401 for other clients | |
//! | `Option<Session<Visible>>` | `None` | |
//! | `Guard<admins>` | the sign-in page for a browser, 401 for other clients | 403 |
//! | `Option<Guard<admins>>` | `None` | `None` |
//! | [`Proven<Session<Visible>, Passkey>`](crate::Proven) | the sign-in page for a browser, 401 for other clients | |
//! | [`Fresh<Session<Visible>, Minutes<5>>`](crate::Fresh) | the sign-in page for a browser, 401 for other clients | |
//! | [`Can<…, permission::Refund>`](crate::Can) | as its caller | 403 without the permission |
//! | `Option<Can<…, permission::Refund>>` | `None` | `None` without the permission |
//! | [`Public`](crate::Public) | runs | |
//! | `Caller<Visible, Key>`, by a session or an API key | as `Session<Visible>` | |
//!
//! If the user of a session has not proven what `Proven` and `Fresh` require, a browser is sent to the step-up page, and
//! other clients get 401 (see [`assurance`](crate::assurance)).
//!
//! However many of them a request meets, it reads its session once, and the access and session callbacks run once, if
//! the fields of the session are `Clone`. The layer extends the sessions of all `Auth`s of an application.
//!
//! The extractors find [`Auth`](crate::Auth) in the state of the router. If the state has other parts, derive axum's
//! `FromRef`, which needs the feature `macros` of axum. The derive `auth::FromRef` is another one, for the state of the
//! builder. The state may also be an `Arc` around such a struct. If it has no `Auth`, as in the server functions of
//! Leptos and Dioxus, whose state is `()`, use [`FromLayer`].
//!
//! ```
//! # #[cfg(feature = "axum")]
//! # mod application {
//! use auth::{Auth, Session};
//! use axum::{Router, extract::{FromRef, State}, routing::get};
//!
//! #[derive(Clone)]
//! struct Db;
//!
//! #[derive(Clone, FromRef)]
//! struct App {
//!     auth: Auth,
//!     db: Db,
//! }
//!
//! async fn hello(session: Session, State(db): State<Db>) -> String {
//!     # let _ = db;
//!     format!("hello, {}", session.user.name.unwrap_or_default())
//! }
//!
//! fn router(app: App) -> Router {
//!     let router = Router::new().route("/", get(hello)).merge(app.auth.routes());
//!     router.layer(app.auth.layer()).with_state(app)
//! }
//! # }
//! ```
//!
//! [`Auth::routes`](crate::Auth::routes) can be nested in another router, and pages, redirects and e-mails lead to where
//! the routes are. Handlers behind the same layer find the sign-in page there, too.
//!
//! The routes of `auth` are protected against requests of other sites. For the application's own forms, add
//! [`Auth::same_origin`](crate::Auth::same_origin). A WebSocket that a page of another site opens gets no session:
//! `Session<Visible>` and `Guard<admins>` respond with 403, and an `Option` is `None`. To let a page of another origin in,
//! compare `Origin` in the handler, and read the session with [`Auth::session_of`](crate::Auth::session_of).
//!
//! To let pages of another origin call the routes, put the layer for CORS outside: it has to respond to `OPTIONS` itself.
//! `Authorization` headers are read by `Caller<…>` alone, so others can use them next to the session cookie. If the
//! builder has [`bearer_sessions`](crate::AuthBuilder::bearer_sessions), a session in `Authorization: Bearer` counts
//! everywhere in place of the cookie.
//!
//! On axum's own router, the compiler says of a handler with a wrong argument only that it is not a `Handler`. Put
//! `#[axum::debug_handler(state = Auth<Visible>)]` above it (axum's feature `macros`), with the state of the router, to see
//! which argument is wrong and why. [`covered`](crate::covered) routes say so by themselves.
//!
//! With actix-web (feature `actix`), pass [`Auth::scope`](crate::Auth::scope) to the `App`, and wrap the `App` in
//! [`Auth::layer`](crate::Auth::layer), in which handlers find [`Auth`](crate::Auth). They take the same arguments, with the same
//! responses; `Optional<…>` in place of `Option<…>`, and `WithState<…, S>` if a callback takes a part of the state. See the page
//! on actix-web in the guide.
//!
//! Without both (feature `server`), [`Auth`](crate::Auth) is a `tower` service over the types of the crate `http`;
//! [`Auth::handle`](crate::Auth::handle) answers a request. Handlers read the session from
//! the parts of a request with [`Auth::session_of`](crate::Auth::session_of), or with
//! [`Auth::session`](crate::Auth::session), which does not extend it.

#[cfg(any(feature = "actix", feature = "axum"))]
#[doc(inline)]
pub use auth_core::integration::access::{
    AccessType, CallerRejection, CallerType, CanRejection, Denial, Denied, GrantsFailed, GuardRejection,
    ProvenRejection, Refusal, Reply, SessionRejection, StepUp,
};
#[cfg(feature = "actix")]
#[doc(inline)]
pub use auth_core::integration::actix::{Head, NoState, Optional, WithCookies, WithState};
#[cfg(feature = "axum")]
#[doc(inline)]
pub use auth_core::integration::axum::{Access, FromLayer, Grantee, HasSession, Identified, RouterState};
// Named in messages of the compiler.
#[doc(hidden)]
pub use auth_core::contract::{
    api_key::{KeyType, ScopedBy},
    callback::guard::GuardType,
    session::SessionType,
};
#[cfg(any(feature = "actix", feature = "axum"))]
#[doc(hidden)]
pub use auth_core::integration::access::{
    LayerType, NoMore, SessionCaller, Within,
    layered::{LayeredAccess, LayeredGrantee, LayeredSession, NeededLayered, OptionalLayered},
};
#[cfg(feature = "axum")]
#[doc(hidden)]
pub use auth_core::integration::axum::{
    CanIn, Has, LayeredInRouter, NeededFrom, OptionalAccess, OptionalCanIn, OptionalInRouter,
    OptionalProvenIn, ProvenIn,
};
#[doc(inline)]
pub use auth_core::integration::{
    layer::{AuthLayer, Renewing, RenewingFuture},
    same_origin::{SameOrigin, SameOriginFuture, SameOriginLayer},
};
