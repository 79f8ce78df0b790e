//! Outgoing HTTP: the trait through which every request to a provider is sent, and its default
//! implementation.

mod client;
mod reqwest;
#[cfg(test)]
pub(crate) mod testing;

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};

pub use self::{
    client::{HttpClient, HttpError, HttpFuture},
    reqwest::ReqwestClient,
};
use crate::timer;

/// The longest time that a client may take. The default client gives up after ten seconds.
const LONGEST: Duration = Duration::from_secs(30);

/// Sends a request over https, or over http to a loopback address.
///
/// # Errors
/// Fails if the URL is neither, or if there is no response within 30 seconds, whatever the client.
pub(crate) async fn send(
    client: &dyn HttpClient,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, HttpError> {
    if !is_secure(request.uri()) {
        return Err(HttpError::Insecure);
    }
    within(LONGEST, client.send(request)).await
}

async fn within(limit: Duration, response: HttpFuture<'_>) -> Result<Response<Bytes>, HttpError> {
    timer::timeout(limit, response).await.unwrap_or(Err(HttpError::TimedOut))
}

/// Returns `true` if a URL is https, or http to a loopback address.
pub(crate) fn is_secure(uri: &Uri) -> bool {
    match (uri.scheme_str(), uri.host()) {
        (Some("https"), Some(_)) => true,
        (Some("http"), Some(host)) => is_loopback(host),
        _ => false,
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = |address: std::net::IpAddr| address.is_loopback();
    host.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_client_that_hangs_is_given_up() {
        let hanging: HttpFuture<'_> = Box::pin(std::future::pending());
        assert!(matches!(within(Duration::from_millis(20), hanging).await, Err(HttpError::TimedOut)));
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        let secure = |url: &str| url.parse().is_ok_and(|uri| is_secure(&uri));
        for url in ["https://a.test", "http://localhost:1", "http://127.0.0.1:8/x", "http://[::1]:9"] {
            assert!(secure(url), "{url}");
        }
        for url in ["http://a.test", "http://127.0.0.1.evil.test", "/x", "ftp://localhost", "http://10.0.0.1"]
        {
            assert!(!secure(url), "{url}");
        }
    }
}
