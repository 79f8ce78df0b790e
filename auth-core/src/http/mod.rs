//! Outgoing HTTP: the trait through which every request to a provider is sent, and its default
//! implementation.

mod client;
mod reqwest;
#[cfg(test)]
pub(crate) mod testing;

use bytes::Bytes;
use http::{Request, Response, Uri};

pub use self::{
    client::{HttpClient, HttpError, HttpFuture},
    reqwest::ReqwestClient,
};

/// Sends a request over https, or over http to a loopback address.
///
/// # Errors
/// Fails if the URL is neither, or if there is no response.
pub(crate) async fn send(
    client: &dyn HttpClient,
    request: Request<Bytes>,
) -> Result<Response<Bytes>, HttpError> {
    if !is_secure(request.uri()) {
        return Err(HttpError::Insecure);
    }
    client.send(request).await
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
