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

use super::handler::{Asked, Handler, Take};
use crate::integration::record::Methods;

/// The names of the methods, in the order of the record.
const NAMES: [(&str, MethodFilter); 9] = [
    ("CONNECT", MethodFilter::CONNECT),
    ("DELETE", MethodFilter::DELETE),
    ("GET", MethodFilter::GET),
    ("HEAD", MethodFilter::HEAD),
    ("OPTIONS", MethodFilter::OPTIONS),
    ("PATCH", MethodFilter::PATCH),
    ("POST", MethodFilter::POST),
    ("PUT", MethodFilter::PUT),
    ("TRACE", MethodFilter::TRACE),
];

/// Routes `CONNECT` requests to a handler.
pub fn connect<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().connect(f)
}

/// Routes `DELETE` requests to a handler.
pub fn delete<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().delete(f)
}

/// Routes `GET` and `HEAD` requests to a handler.
pub fn get<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().get(f)
}

/// Routes `HEAD` requests to a handler.
pub fn head<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().head(f)
}

/// Routes `OPTIONS` requests to a handler.
pub fn options<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().options(f)
}

/// Routes `PATCH` requests to a handler.
pub fn patch<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().patch(f)
}

/// Routes `POST` requests to a handler.
pub fn post<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().post(f)
}

/// Routes `PUT` requests to a handler.
pub fn put<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().put(f)
}

/// Routes `TRACE` requests to a handler.
pub fn trace<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().trace(f)
}

/// Routes requests of any method to a handler.
pub fn any<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter { inner: routing::any(Asked::new(f)), says: Methods::all(F::Args::describe()) }
}

/// Routes requests of the methods in a filter to a handler.
pub fn on<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, S, M>(
    filter: MethodFilter,
    f: F,
) -> MethodRouter<S>
where
    T: 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    MethodRouter::new().on(filter, f)
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
        let names = NAMES.iter().filter(|(_, method)| filter.or(*method) == filter);
        self.says.add(names.map(|(name, _)| *name), says);
        Self { inner: add(self.inner), says: self.says }
    }

    /// Routes `CONNECT` requests to a handler.
    pub fn connect<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::CONNECT, f)
    }

    /// Routes `DELETE` requests to a handler.
    pub fn delete<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::DELETE, f)
    }

    /// Routes `GET` and `HEAD` requests to a handler.
    pub fn get<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::GET, f)
    }

    /// Routes `HEAD` requests to a handler.
    pub fn head<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::HEAD, f)
    }

    /// Routes `OPTIONS` requests to a handler.
    pub fn options<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::OPTIONS, f)
    }

    /// Routes `PATCH` requests to a handler.
    pub fn patch<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::PATCH, f)
    }

    /// Routes `POST` requests to a handler.
    pub fn post<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::POST, f)
    }

    /// Routes `PUT` requests to a handler.
    pub fn put<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::PUT, f)
    }

    /// Routes `TRACE` requests to a handler.
    pub fn trace<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.on(MethodFilter::TRACE, f)
    }

    /// Routes requests of the methods in a filter to a handler.
    pub fn on<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        self,
        filter: MethodFilter,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.add(filter, F::Args::describe(), |inner| inner.on(filter, Asked::new(f)))
    }

    /// Routes requests of all other methods to a handler.
    pub fn fallback<F: Handler<T, Args: Take<S, M, <F as Handler<T>>::Output>, Future: Send>, T, M>(
        mut self,
        f: F,
    ) -> Self
    where
        T: 'static,
        M: 'static,
    {
        self.says.add_others(F::Args::describe());
        Self { inner: self.inner.fallback(Asked::new(f)), says: self.says }
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
