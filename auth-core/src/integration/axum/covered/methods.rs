//! The methods of a path, each with its handler: `get(list).post(create)`.
//!
//! The functions are written out. One made by a macro adds lines about the macro to each compiler message.

use std::convert::Infallible;

use axum::{
    extract::Request,
    response::IntoResponse,
    routing::{self, MethodFilter, Route},
};
use serde_json::Value;
use tower_layer::Layer;
use tower_service::Service;

use super::{
    handler::{Asked, Handler, Reply, RequestArguments},
    record::Methods,
};

/// Routes `CONNECT` requests to a handler.
pub fn connect<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().connect(handler)
}

/// Routes `DELETE` requests to a handler.
pub fn delete<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().delete(handler)
}

/// Routes `GET` and `HEAD` requests to a handler.
pub fn get<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().get(handler)
}

/// Routes `HEAD` requests to a handler.
pub fn head<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().head(handler)
}

/// Routes `OPTIONS` requests to a handler.
pub fn options<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().options(handler)
}

/// Routes `PATCH` requests to a handler.
pub fn patch<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().patch(handler)
}

/// Routes `POST` requests to a handler.
pub fn post<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().post(handler)
}

/// Routes `PUT` requests to a handler.
pub fn put<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().put(handler)
}

/// Routes `TRACE` requests to a handler.
pub fn trace<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().trace(handler)
}

/// Routes requests of any method to a handler.
pub fn any<F, T, S, M>(handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter { inner: routing::any(Asked::new(handler)), says: Methods::all(F::Arguments::describe()) }
}

/// Routes requests of the methods in a filter to a handler.
pub fn on<F, T, S, M>(filter: MethodFilter, handler: F) -> MethodRouter<S>
where
    F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().on(filter, handler)
}

/// The handlers of a path, as axum's `MethodRouter`, and what each says about its callers.
#[must_use]
pub struct MethodRouter<S = ()> {
    inner: routing::MethodRouter<S>,
    says: Methods,
}

impl<S: Clone + Send + Sync + 'static> MethodRouter<S> {
    /// Creates a path without handlers.
    pub fn new() -> Self {
        Self { inner: routing::MethodRouter::new(), says: Methods::default() }
    }

    pub(super) fn from_parts(inner: routing::MethodRouter<S>, says: Methods) -> Self {
        Self { inner, says }
    }

    pub(super) fn into_parts(self) -> (routing::MethodRouter<S>, Methods) {
        (self.inner, self.says)
    }

    fn add(
        mut self,
        filter: MethodFilter,
        says: Value,
        add: impl FnOnce(routing::MethodRouter<S>) -> routing::MethodRouter<S>,
    ) -> Self {
        self.says.add(filter, says);
        Self { inner: add(self.inner), says: self.says }
    }

    /// Routes `CONNECT` requests to a handler.
    pub fn connect<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::CONNECT, handler)
    }

    /// Routes `DELETE` requests to a handler.
    pub fn delete<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::DELETE, handler)
    }

    /// Routes `GET` and `HEAD` requests to a handler.
    pub fn get<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::GET, handler)
    }

    /// Routes `HEAD` requests to a handler.
    pub fn head<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::HEAD, handler)
    }

    /// Routes `OPTIONS` requests to a handler.
    pub fn options<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::OPTIONS, handler)
    }

    /// Routes `PATCH` requests to a handler.
    pub fn patch<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::PATCH, handler)
    }

    /// Routes `POST` requests to a handler.
    pub fn post<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::POST, handler)
    }

    /// Routes `PUT` requests to a handler.
    pub fn put<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::PUT, handler)
    }

    /// Routes `TRACE` requests to a handler.
    pub fn trace<F, T, M>(self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::TRACE, handler)
    }

    /// Routes requests of the methods in a filter to a handler.
    pub fn on<F, T, M>(self, filter: MethodFilter, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.add(filter, F::Arguments::describe(), |inner| inner.on(filter, Asked::new(handler)))
    }

    /// Routes requests of all other methods to a handler.
    pub fn fallback<F, T, M>(mut self, handler: F) -> Self
    where
        F: Handler<T, Arguments: RequestArguments<S, M>, Output: Reply, Future: Send>,
        T: 'static,
        M: 'static,
    {
        self.says.add_others(F::Arguments::describe());
        Self { inner: self.inner.fallback(Asked::new(handler)), says: self.says }
    }

    /// Adds the handlers of another value, for other methods.
    pub fn merge(mut self, other: Self) -> Self {
        self.says.extend(other.says);
        Self { inner: self.inner.merge(other.inner), says: self.says }
    }

    /// Wraps the handlers so far in a layer.
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { inner: self.inner.layer(layer), says: self.says }
    }

    /// Wraps the handlers so far in a layer, which does not run for methods without a handler.
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route> + Clone + Send + Sync + 'static,
        L::Service: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self { inner: self.inner.route_layer(layer), says: self.says }
    }
}

impl<S: Clone + Send + Sync + 'static> Default for MethodRouter<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> std::fmt::Debug for MethodRouter<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("MethodRouter").field(&self.says).finish()
    }
}
