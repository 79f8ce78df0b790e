//! The trait of the HTTP client that sends requests to providers.

use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};

use crate::contract::BoxError;

/// The future that [`HttpClient::send`] returns.
pub type HttpFuture<'c> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'c>>;

/// An HTTP client for requests to identity providers.
///
/// An implementation must not follow redirects, and must limit the length of the bodies that it reads. It should have a
/// timeout: the engine drops a request that takes longer than 30 seconds. The engine itself rejects http outside of loopback
/// before it calls the client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not send the requests of this library",
    label = "not an `HttpClient`",
    note = "leave the option out for the built-in client, or implement `HttpClient` for a type around your own"
)]
pub trait HttpClient: Send + Sync + 'static {
    /// Sends a request and reads the whole response, whatever its status.
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_>;
}

/// The reason why a request has no response. It contains no secret: neither the headers nor the query of the
/// request.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The URL is neither https nor http to a loopback address.
    #[error("the URL is not https, and http is allowed for loopback addresses only")]
    Insecure,
    /// The response did not arrive in time.
    #[error("the provider did not answer in time")]
    TimedOut,
    /// The response is longer than the limit.
    #[error("the response of the provider is too long")]
    TooLarge,
    /// Another failure: name resolution, connection, TLS.
    #[error("the provider could not be reached")]
    Failed(#[source] BoxError),
}

crate::contract::readable::debug_by_message!(HttpError);
