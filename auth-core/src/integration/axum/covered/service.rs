//! A service behind an access.

use std::{convert::Infallible, future::poll_fn, marker::PhantomData, pin::Pin};

use axum::{
    extract::Request,
    handler::Handler as AxumHandler,
    response::{IntoResponse, Response},
};
use tower_service::Service;

use super::super::access::Access;
use crate::integration::access::{AccessType, settled::If};

/// A service that is called if the access `A` allows the request.
pub(super) struct AccessService<A, V> {
    service: V,
    access: PhantomData<fn() -> A>,
}

impl<A, V> AccessService<A, V> {
    pub(super) const fn new(service: V) -> Self {
        Self { service, access: PhantomData }
    }
}

impl<A, V: Clone> Clone for AccessService<A, V> {
    fn clone(&self) -> Self {
        Self::new(self.service.clone())
    }
}

impl<A, V, S> AxumHandler<(A,), S> for AccessService<A, V>
where
    A: AccessType + 'static,
    If<A::Exists, A>: Access<S>,
    V: Service<Request, Error = Infallible> + Clone + Send + Sync + 'static,
    V::Response: IntoResponse,
    V::Future: Send,
    S: Send + Sync + 'static,
{
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            if let Err(rejection) = A::take(&mut parts, &state).await {
                return rejection.into_response();
            }
            let mut service = self.service;
            match poll_fn(|context| service.poll_ready(context)).await {
                Ok(()) => {}
                Err(never) => match never {},
            }
            match service.call(Request::from_parts(parts, body)).await {
                Ok(response) => response.into_response(),
                Err(never) => match never {},
            }
        })
    }
}
