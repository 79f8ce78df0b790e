//! `Auth<V>` as a `tower` service.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::{Request, Response};
use http_body::Body;
use http_body_util::Full;
use tower_service::Service;

use crate::{
    app::auth::Auth,
    contract::{BoxError, session::SessionData},
};

/// Responds to every request; with 404 if the path is not below the base path. A router may nest the service at the base
/// path itself (`nest_service("/auth", auth)`), or below any prefix.
impl<V, B> Service<Request<B>> for Auth<V>
where
    V: SessionData,
    B: Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
{
    type Response = Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Infallible>> + Send + 'static>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        self.note_place_of_routes(&request);
        self.serve(request)
    }
}
