//! What the flow wants of an HTTP client.

use std::pin::Pin;

use bytes::Bytes;
use http::{Request, Response};

use crate::contract::BoxError;

/// The answer of an [`HttpClient`], in the future.
pub type HttpFuture<'c> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'c>>;

/// Makes requests to identity providers.
///
/// An implementation must not follow redirects, must give up after a time, and must not read bodies of any
/// length. The engine itself refuses http outside of loopback before it asks the client.
pub trait HttpClient: Send + Sync + 'static {
    /// Sends a request and reads the answer to its end, whatever its status.
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_>;
}

/// A request that had no answer. It names no secret: neither the headers nor the query of the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// The URL is neither https nor http to this machine.
    #[error("the URL is not https, and http is for loopback addresses only")]
    Insecure,
    /// The answer did not come in time.
    #[error("the provider did not answer in time")]
    TimedOut,
    /// The answer is longer than the limit.
    #[error("the answer of the provider is too long")]
    TooLarge,
    /// Anything else: name resolution, connection, TLS.
    #[error("the provider could not be reached")]
    Failed(#[source] BoxError),
}
