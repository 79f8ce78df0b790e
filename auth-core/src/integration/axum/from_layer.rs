//! `FromLayer<…>`: sessions, guards and other accesses for routers of any state.

use axum::response::IntoResponse;
use http::request::Parts;
use serde_json::{Value, json};

use super::{
    access::{Access, OptionalAccess, access_types},
    extract::{extractors, optional, required},
    guard::{self, Guard, RouterState},
    has::If,
    rejection::{GuardRejection, SessionRejection},
};
use crate::{
    app::auth::Auth,
    contract::{
        callback::guard::{GuardCallback, GuardType},
        session::{Session, SessionData, SessionType},
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

access_types! {
    [A] FromLayer<A>;
}

extractors! {
    /// Extracts the access; `None` if the request has none.
    [A] FromLayer<A>;
}

/// A type that [`FromLayer`] can hold. As [`AccessType`](super::AccessType), it has no state.
#[diagnostic::on_unimplemented(
    message = "`FromLayer` cannot hold `{Self}`",
    label = "not taken from a layer",
    note = "it holds a `Session<…>`, a `Guard<…>` or a `Caller<…>`, an `Option<…>` of the first and the last, or one of the three in \
        `Can<…>` or, without a `Caller<…>`, in `Proven<…>`"
)]
pub trait LayerType {
    /// A type that exists if [`FromLayer`] can hold this. See `If`.
    type Exists;
}

/// Makes types that [`FromLayer`] can hold: `layer_types!([X, F, A] Proven<X, F, A>;)`.
macro_rules! layer_types {
    ($([$($Generic:ident $(: $Bound:path)?),*] $Type:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Generic $(: $Bound)?),*> $crate::integration::axum::from_layer::LayerType for $Type {
            type Exists = ();
        }
    )*};
}
pub(crate) use layer_types;

layer_types! {
    [V] Session<V>;
    [A: LayerType] Option<A>;
    [G] Guard<G>;
}

/// An access by the `Auth` of the layer around the router.
#[diagnostic::on_unimplemented(
    message = "`FromLayer` cannot hold `{Self}`",
    label = "not taken from a layer",
    note = "it holds a `Session<…>`, a `Guard<…>` or a `Caller<…>`, an `Option<…>` of the first and the last, or one of the three in \
        `Can<…>` or, without a `Caller<…>`, in `Proven<…>`"
)]
pub trait LayeredAccess<S>: Sized + Send {
    /// The response to a request without this access.
    type Rejection: IntoResponse;

    /// Takes the access from a request.
    ///
    /// # Errors
    /// Returns the response to a request without this access.
    fn take_layered(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

impl<V: SessionType, S: Send + Sync> LayeredAccess<S> for Session<V> {
    type Rejection = SessionRejection;

    async fn take_layered(parts: &mut Parts, _: &S) -> Result<Self, SessionRejection> {
        required(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!("session")
    }
}

impl<V: SessionType, S: Send + Sync> LayeredAccess<S> for Option<Session<V>> {
    type Rejection = SessionRejection;

    async fn take_layered(parts: &mut Parts, _: &S) -> Result<Self, SessionRejection> {
        optional(&layered(parts)?, parts).await
    }

    fn describe() -> Value {
        json!("public")
    }
}

impl<G, S> LayeredAccess<S> for Guard<G>
where
    G: GuardType,
    If<G::Known, G>: GuardCallback<RouterState<S>>,
    S: Clone + Send + Sync + 'static,
{
    type Rejection = GuardRejection;

    async fn take_layered(parts: &mut Parts, state: &S) -> Result<Self, GuardRejection> {
        let auth = layered(parts).map_err(GuardRejection::Session)?;
        guard::ask(&auth, parts, state).await
    }

    fn describe() -> Value {
        json!({ "guard": G::NAME })
    }
}

impl<S, A> Access<S> for FromLayer<A>
where
    A: LayerType,
    If<A::Exists, A>: LayeredAccess<S>,
    S: Send + Sync,
{
    type Rejection = <If<A::Exists, A> as LayeredAccess<S>>::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        A::take_layered(parts, state).await.map(Self)
    }

    fn describe() -> Value {
        A::describe()
    }
}

impl<V: SessionData, S: Send + Sync> OptionalAccess<S> for FromLayer<Session<V>> {
    type Failure = SessionRejection;

    async fn take_optional(parts: &mut Parts, _: &S) -> Result<Option<Self>, SessionRejection> {
        Ok(optional(&layered(parts)?, parts).await?.map(Self))
    }
}
