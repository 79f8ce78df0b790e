//! `FromLayer<…>`: sessions, guards and other accesses for routers of any state.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, access_types},
    extract::{optional, required},
    guard::{self, Guard, RouterState},
    rejection::{GuardRejection, SessionRejection},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::guard::{GuardCallback, GuardedSession},
        session::{Session, SessionData},
    },
};

/// The session of a request in a router whose state has no [`Auth`], such as the server functions of Leptos and Dioxus,
/// whose state is `()`. It takes `Auth` from the layer around the router, [`Auth::layer`], or from axum's `Extension`.
///
/// | argument | same as |
/// | --- | --- |
/// | `FromLayer<Session<Visible>>` | `Session<Visible>` |
/// | `FromLayer<Option<Session<Visible>>>`, `Option<FromLayer<Session<Visible>>>` | `Option<Session<Visible>>` |
/// | `FromLayer<Guard<admins>>` | `Guard<admins>` |
/// | `FromLayer<Proven<Session<Visible>, Passkey>>` | `Proven<Session<Visible>, Passkey>` |
/// | `FromLayer<Can<Session<Visible>, permission::Refund>>`, `FromLayer<Can<Guard<admins>, permission::Refund>>` | `Can<…>` |
/// | `FromLayer<Caller<Visible, Key>>` | `Caller<Visible, Key>` |
/// | `FromLayer<Option<Caller<Visible, Key>>>`, `Option<FromLayer<Caller<Visible, Key>>>` | `Option<Caller<Visible, Key>>` |
/// | `FromLayer<Can<Caller<Visible, Key>, permission::Refund>>` | `Can<Caller<Visible, Key>, permission::Refund>` |
///
/// If no layer is there, the response has status 500, and the log names the fix. `Session<Visible>` alone is checked by
/// the compiler: use it where the state has `Auth`.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// use auth::{Auth, Session, integration::FromLayer};
/// use axum::{Router, routing::get};
///
/// async fn hello(FromLayer(session): FromLayer<Session>) -> String {
///     format!("hello, {}", session.user.name.unwrap_or_default())
/// }
///
/// fn router(auth: Auth) -> Router {
///     Router::new().route("/", get(hello)).merge(auth.routes()).layer(auth.layer())
/// }
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct FromLayer<T>(pub T);

/// Returns the `Auth` of the layer around a request.
pub(super) fn layered<V: SessionData>(parts: &Parts) -> Result<Auth<V>, SessionRejection> {
    parts.extensions.get().cloned().ok_or_else(|| {
        tracing::error!(
            target: "auth",
            help = "missing_layer",
            "`FromLayer` finds no `{}` in the request: add `.layer(auth.layer())` to the router, after its routes",
            std::any::type_name::<Auth<V>>(),
        );
        SessionRejection::Failed
    })
}

impl<V: SessionData, S: Send + Sync> FromRequestParts<S> for FromLayer<Session<V>> {
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, SessionRejection> {
        required(&layered(parts)?, parts).await.map(Self)
    }
}

impl<V: SessionData, S: Send + Sync> FromRequestParts<S> for FromLayer<Option<Session<V>>> {
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, SessionRejection> {
        optional(&layered(parts)?, parts).await.map(Self)
    }
}

impl<V: SessionData, S: Send + Sync> OptionalFromRequestParts<S> for FromLayer<Session<V>> {
    type Rejection = SessionRejection;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, SessionRejection> {
        Ok(optional(&layered(parts)?, parts).await?.map(Self))
    }
}

impl<G, S> FromRequestParts<S> for FromLayer<Guard<G>>
where
    G: GuardCallback<RouterState<S>>,
    <G as GuardedSession>::Session: SessionData,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        let auth = layered(parts).map_err(GuardRejection::Session)?;
        guard::ask(&auth, parts, state).await.map(Self)
    }
}

/// An access whose entry in the record of routes needs no state.
pub trait LayeredAccess {
    /// Returns the entry.
    fn describe() -> Value;
}

impl<V: SessionData> LayeredAccess for Session<V> {
    fn describe() -> Value {
        json!("session")
    }
}

impl<A: LayeredAccess> LayeredAccess for Option<A> {
    fn describe() -> Value {
        json!("public")
    }
}

impl<G: GuardedSession> LayeredAccess for Guard<G> {
    fn describe() -> Value {
        json!({ "guard": G::NAME })
    }
}

access_types! {
    [A: LayeredAccess] FromLayer<A>;
}

#[diagnostic::do_not_recommend]
impl<S, A: LayeredAccess> Access<S> for FromLayer<A>
where
    Self: FromRequestParts<S> + Send,
{
    fn describe() -> Value {
        A::describe()
    }
}
