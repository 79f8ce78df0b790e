//! `FromLayer<…>`: sessions, guards and other accesses for routers of any state.

use axum::response::IntoResponse;
use http::request::Parts;
use serde_json::Value;

use super::{
    access::{Access, OptionalAccess},
    extract::extractors,
    router_state::RouterState,
};
use crate::integration::access::{
    LayerType,
    kinds::kinds,
    layered::{CallbackPlace, LayeredAccess, OptionalLayered, Place},
    settled::If,
};

/// The session of a request in a router whose state has no [`Auth`], such as the server functions of Leptos and Dioxus,
/// whose state is `()`. It takes `Auth` from the layer around the router, [`Auth::layer`], or from axum's `Extension`.
///
/// | argument | same as |
/// | --- | --- |
/// | `FromLayer<Session<Visible>>` | `Session<Visible>` |
/// | `FromLayer<Option<Session<Visible>>>`, `Option<FromLayer<Session<Visible>>>` | `Option<Session<Visible>>` |
/// | `FromLayer<Guard<admins>>`, `FromLayer<Option<Guard<admins>>>` | `Guard<admins>`, `Option<Guard<admins>>` |
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
///
/// [`Auth`]: crate::app::auth::Auth
/// [`Auth::layer`]: crate::app::auth::Auth::layer
#[derive(Clone, Copy, Debug)]
pub struct FromLayer<T>(pub T);

kinds! { AccessType: [A] FromLayer<A>; }

extractors! {
    /// Extracts the access; `None` if the request has none.
    [A] FromLayer<A>;
}

/// A router with the state `S`, from which callbacks take theirs.
#[derive(Debug)]
pub struct RouterWith<S>(std::marker::PhantomData<fn() -> S>);

impl<S: Sync> Place for RouterWith<S> {
    type Given = S;
}

impl<S: Clone + Send + Sync + 'static> CallbackPlace for RouterWith<S> {
    type State = RouterState<S>;

    fn state(given: &S) -> RouterState<S> {
        RouterState::of(given)
    }
}

/// [`LayeredAccess`] in a router, whose rejections are responses of axum.
pub trait LayeredInRouter<S>: Sized + Send {
    /// The response to a request without this access.
    type Rejection: IntoResponse;

    /// Takes the access from a request.
    fn take(parts: &mut Parts, state: &S) -> impl Future<Output = Result<Self, Self::Rejection>> + Send;

    /// Returns the entry in the record of routes.
    fn describe() -> Value;
}

#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A> LayeredInRouter<S> for A
where
    A: LayeredAccess<RouterWith<S>, Rejection: IntoResponse>,
{
    type Rejection = A::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, A::Rejection> {
        A::take_layered(parts, state).await
    }

    fn describe() -> Value {
        <A as LayeredAccess<RouterWith<S>>>::describe()
    }
}

/// [`OptionalLayered`] in a router, whose rejections are responses of axum.
pub trait OptionalInRouter<S>: LayeredInRouter<S> {
    /// The response to a request whose access cannot be read.
    type Failure: IntoResponse;

    /// Takes the access from a request; `None` if the request has none.
    fn take_optional(
        parts: &mut Parts,
        state: &S,
    ) -> impl Future<Output = Result<Option<Self>, Self::Failure>> + Send;
}

#[diagnostic::do_not_recommend]
impl<S: Send + Sync, A> OptionalInRouter<S> for A
where
    A: OptionalLayered<RouterWith<S>, Failure: IntoResponse, Rejection: IntoResponse>,
{
    type Failure = A::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, A::Failure> {
        A::take_optional_layered(parts, state).await
    }
}

impl<S, A> Access<S> for FromLayer<A>
where
    A: LayerType,
    If<A::Exists, A>: LayeredInRouter<S>,
    S: Send + Sync,
{
    type Rejection = <If<A::Exists, A> as LayeredInRouter<S>>::Rejection;

    async fn take(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        <A as LayeredInRouter<S>>::take(parts, state).await.map(Self)
    }

    fn describe() -> Value {
        <A as LayeredInRouter<S>>::describe()
    }
}

impl<S, A> OptionalAccess<S> for FromLayer<A>
where
    A: LayerType,
    If<A::Exists, A>: OptionalInRouter<S>,
    S: Send + Sync,
{
    type Failure = <If<A::Exists, A> as OptionalInRouter<S>>::Failure;

    async fn take_optional(parts: &mut Parts, state: &S) -> Result<Option<Self>, Self::Failure> {
        Ok(<A as OptionalInRouter<S>>::take_optional(parts, state).await?.map(Self))
    }
}
