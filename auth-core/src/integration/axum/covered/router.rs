//! The router: axum's, and the record of its routes.

use std::convert::Infallible;

use axum::{
    extract::Request,
    response::IntoResponse,
    routing::{self, Route},
};
use serde_json::{Value, json};
use tower_layer::Layer;
use tower_service::Service;

use super::{
    handler::{Asked, Handler, Take},
    methods::MethodRouter,
    service::{self, AccessService},
};
use crate::{
    app::auth::Auth,
    contract::session::SessionData,
    integration::{
        access::{AccessType, settled::If},
        axum::access::Access,
        record::{CoveredRoutes, Methods, Record},
    },
};

/// A router that takes a route only if its handler says who may call it. It has the methods of axum's `Router`, and
/// [`into_router`](Self::into_router) returns that one.
#[must_use]
pub struct Router<S = ()> {
    inner: axum::Router<S>,
    record: Record,
}

/// The handlers of a path: [`get`](super::get), [`post`](super::post) and the other functions of this module make them.
#[diagnostic::on_unimplemented(
    message = "these handlers do not say who may call them",
    label = "not from `auth::covered`",
    note = "take `get`, `post` and the others from `auth::covered`, not from `axum::routing`, and `service::<Access, _>(…)` for a \
        service; a handler alone is `get(handler)`"
)]
pub trait IntoMethodRouter<S> {
    /// Returns the handlers.
    fn into_method_router(self) -> MethodRouter<S>;
}

impl<S> IntoMethodRouter<S> for MethodRouter<S> {
    fn into_method_router(self) -> Self {
        self
    }
}

/// Routes that say who may call them: a [`Router`], or those of [`Auth`] as `&auth`.
#[diagnostic::on_unimplemented(
    message = "these routes do not say who may call them",
    label = "not a covered router",
    note = "build it with `auth::covered::Router`, or take it as it is by `.merge_uncovered(\"why\", router)`; the routes of \
        `Auth` are covered as `&auth`"
)]
pub trait IntoCovered<S> {
    /// Returns the router.
    fn into_covered(self) -> Router<S>;
}

#[diagnostic::do_not_recommend]
impl<S> IntoCovered<S> for Router<S> {
    fn into_covered(self) -> Self {
        self
    }
}

/// The routes of all actions, as [`Auth::routes`] returns them.
#[diagnostic::do_not_recommend]
impl<V: SessionData, S: Clone + Send + Sync + 'static> IntoCovered<S> for &Auth<V> {
    fn into_covered(self) -> Router<S> {
        let base = &self.erased().paths().here;
        let mut record = Record::default();
        record.add(&format!("{base}/{{*action}}"), Methods::all(json!("auth")));
        Router { inner: self.routes(), record }
    }
}

impl<S: Clone + Send + Sync + 'static> Router<S> {
    /// Creates a router without routes.
    pub fn new() -> Self {
        Self { inner: axum::Router::new(), record: Record::default() }
    }

    /// Adds the handlers of a path.
    pub fn route(mut self, path: &str, methods: impl IntoMethodRouter<S>) -> Self {
        let (methods, says) = methods.into_method_router().into_parts();
        self.record.add(path, says);
        Self { inner: self.inner.route(path, methods), record: self.record }
    }

    /// Adds the routes of another router below a path.
    pub fn nest(mut self, path: &str, router: impl IntoCovered<S>) -> Self {
        let Self { inner, record } = router.into_covered();
        self.record.extend(path, record);
        Self { inner: self.inner.nest(path, inner), record: self.record }
    }

    /// Adds a service below a path: the access `WhoMayCall` says who may call it.
    ///
    /// ```
    /// # #[cfg(feature = "axum")]
    /// # mod application {
    /// # use auth::{Auth, Guard, Session, covered::Router};
    /// # #[auth::guard]
    /// # async fn admins(_: &Session) -> bool { true }
    /// # fn files(files: axum::Router) -> Router<Auth> {
    /// Router::new().nest_service::<Guard<admins>, _>("/files", files)
    /// # }
    /// # }
    /// ```
    pub fn nest_service<WhoMayCall, V>(mut self, path: &str, service: V) -> Self
    where
        WhoMayCall: AccessType + 'static,
        If<WhoMayCall::Exists, WhoMayCall>: Access<S>,
        V: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        V::Response: IntoResponse,
        V::Future: Send,
    {
        self.record.add_others(path, "service", WhoMayCall::describe());
        // A nested router, and not a nested service, since only that one has the state.
        let nested = axum::Router::new().fallback(AccessService::<WhoMayCall, V>::new(service));
        Self { inner: self.inner.nest(path, nested), record: self.record }
    }

    /// Adds the routes of another router.
    pub fn merge(mut self, router: impl IntoCovered<S>) -> Self {
        let Self { inner, record } = router.into_covered();
        self.record.extend("", record);
        Self { inner: self.inner.merge(inner), record: self.record }
    }

    /// Adds the routes of an axum router, which do not say who may call them. The record has the reason `why`.
    pub fn merge_uncovered(mut self, why: &str, router: axum::Router<S>) -> Self {
        self.record.add_uncovered("", why);
        Self { inner: self.inner.merge(router), record: self.record }
    }

    /// Adds the routes of an axum router below a path, as [`merge_uncovered`](Self::merge_uncovered) does.
    pub fn nest_uncovered(mut self, path: &str, why: &str, router: axum::Router<S>) -> Self {
        self.record.add_uncovered(path, why);
        Self { inner: self.inner.nest(path, router), record: self.record }
    }

    /// Sets the handler of requests that no route matches.
    pub fn fallback<F, T, M>(mut self, handler: F) -> Self
    where
        F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.record.add_others("", "fallback", F::Args::describe());
        Self { inner: self.inner.fallback(Asked::new(handler)), record: self.record }
    }

    /// Sets the service for requests that no route matches: the access `WhoMayCall` says who may call it.
    pub fn fallback_service<WhoMayCall, V>(mut self, service: V) -> Self
    where
        WhoMayCall: AccessType + 'static,
        If<WhoMayCall::Exists, WhoMayCall>: Access<S>,
        V: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        V::Response: IntoResponse,
        V::Future: Send,
    {
        self.record.add_others("", "fallback", WhoMayCall::describe());
        Self { inner: self.inner.fallback(AccessService::<WhoMayCall, V>::new(service)), record: self.record }
    }

    /// Sets the handler of requests to the paths so far by methods without a handler.
    pub fn method_not_allowed_fallback<F, T, M>(mut self, handler: F) -> Self
    where
        F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.record.add_others("", "method not allowed", F::Args::describe());
        Self { inner: self.inner.method_not_allowed_fallback(Asked::new(handler)), record: self.record }
    }

    /// Wraps the routes so far in a layer. It can answer requests itself, but it reaches no handler past its access.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { inner: self.inner.layer(layer), record: self.record }
    }

    /// Wraps the routes so far in a layer, which does not run for requests that no route matches.
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { inner: self.inner.route_layer(layer), record: self.record }
    }

    /// Provides the state, so that the router can be merged into one of another state.
    pub fn with_state<S2>(self, state: S) -> Router<S2> {
        Router { inner: self.inner.with_state(state), record: self.record }
    }

    /// Returns `true` if the router has a route.
    pub fn has_routes(&self) -> bool {
        self.inner.has_routes()
    }

    /// Returns the record of routes: an object with a member for each route, such as `"GET /": "public"`.
    pub fn record(&self) -> Value {
        self.record.to_json()
    }

    /// Returns axum's router. Routes that are added to it are not covered.
    pub fn into_router(self) -> axum::Router<S> {
        self.inner
    }

    pub(super) fn accesses(&self) -> &Record {
        &self.record
    }
}

impl<S: Clone + Send + Sync + 'static> CoveredRoutes for Router<S> {
    fn record(&self) -> Value {
        self.record.to_json()
    }

    fn record_text(&self) -> String {
        self.record.to_text()
    }
}

impl Router {
    /// Converts the router into a service for `axum::serve`, as axum's router does.
    pub fn into_make_service(self) -> routing::IntoMakeService<axum::Router> {
        self.inner.into_make_service()
    }
}

impl<S: Clone + Send + Sync + 'static> Default for Router<S> {
    fn default() -> Self {
        Self::new()
    }
}

/// A covered router can be merged into axum's: `axum::Router::new().merge(routes())`.
#[diagnostic::do_not_recommend]
impl<S> From<Router<S>> for axum::Router<S> {
    fn from(router: Router<S>) -> Self {
        router.inner
    }
}

impl<S> Clone for Router<S> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), record: self.record.clone() }
    }
}

impl<S> std::fmt::Debug for Router<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.record.lines()).finish()
    }
}

/// Serves a path by a service: the access `WhoMayCall` says who may call it.
///
/// ```
/// # #[cfg(feature = "axum")]
/// # mod application {
/// # use auth::{Auth, Guard, Session, covered::{Router, service}};
/// # #[auth::guard]
/// # async fn admins(_: &Session) -> bool { true }
/// # fn files(files: axum::Router) -> Router<Auth> {
/// Router::new().route("/files/{*path}", service::<Guard<admins>, _>(files))
/// # }
/// # }
/// ```
pub fn service<WhoMayCall, S>(
    service: impl Service<Request, Error = Infallible, Response: IntoResponse, Future: Send>
    + Clone
    + Send
    + Sync
    + 'static,
) -> MethodRouter<S>
where
    WhoMayCall: AccessType + 'static,
    If<WhoMayCall::Exists, WhoMayCall>: Access<S>,
    S: Clone + Send + Sync + 'static,
{
    let service = service::AccessService::<WhoMayCall, _>::new(service);
    MethodRouter::from_parts(routing::any(service), Methods::all(WhoMayCall::describe()))
}
