//! `Auth<V>` as a handler of requests.

use std::convert::Infallible;

use bytes::Bytes;
use http::{Request, Response, request::Parts};
use http_body::Body;
use http_body_util::Full;

use super::{
    auth::Auth,
    body::{self, BodyError},
    erased::ServiceFuture,
    server_side,
};
use crate::{
    contract::{BoxError, session::SessionData},
    flow::response,
};

impl<V: SessionData> Auth<V> {
    /// Responds to a request with one of the protocol's actions: `GET /session`, `POST /signin/{provider}` and so on.
    ///
    /// The body is read only if the request is a POST to an action that takes one. The response has status 404 if the
    /// path is not below the base path, 413 if the body is longer than
    /// [`body_limit`](super::builder::AuthBuilder::body_limit), 408 if it has not arrived within
    /// [`body_timeout`](super::builder::AuthBuilder::body_timeout), and 400 if the body is incomplete or the request is
    /// not one of the protocol's.
    ///
    /// The path may be that of a nested router: axum's `OriginalUri` says what the browser sees, and links and redirects
    /// lead there.
    #[doc(alias = "handlers")]
    pub async fn handle<B>(&self, request: Request<B>) -> Response<Full<Bytes>>
    where
        B: Body,
        B::Error: Into<BoxError>,
    {
        let (parts, body) = request.into_parts();
        let Ok(response) = self.clone().respond_to(parts, body).await;
        response
    }

    /// Responds as a `tower` service does.
    #[expect(clippy::manual_async_fn, reason = "an async function would hold its arguments twice")]
    fn respond_to<B>(
        self,
        parts: Parts,
        body: B,
    ) -> impl Future<Output = Result<Response<Full<Bytes>>, Infallible>>
    where
        B: Body,
        B::Error: Into<BoxError>,
    {
        async move {
            let body = match self.engine().body_bounds(&parts) {
                Some(bounds) => body::read(&parts.headers, body, bounds).await,
                None => Ok(Bytes::new()),
            };
            let answer = match body {
                Ok(body) => self.engine().handle(&parts, &body).await,
                Err(BodyError::TooLong) => response::payload_too_large(),
                Err(BodyError::TooSlow) => response::request_timeout(),
                Err(BodyError::Incomplete) => response::bad_request(),
            };
            Ok(server_side::finished::<V>(answer, &parts.extensions, self.shared()))
        }
    }

    /// Responds to a request as a `tower` service does.
    pub(crate) fn serve<B>(&self, request: Request<B>) -> ServiceFuture
    where
        B: Body<Data: Send, Error: Into<BoxError>> + Send + 'static,
    {
        let (parts, body) = request.into_parts();
        if self.engine().body_bounds(&parts).is_none() {
            return self.engine().clone().handle_head(parts, self.shared().clone());
        }
        Box::pin(self.clone().respond_to(parts, body))
    }
}
