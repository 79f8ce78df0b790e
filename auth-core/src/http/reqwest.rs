//! The default HTTP client: reqwest with rustls, and the certificates that the platform trusts.

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use reqwest::{Client, redirect::Policy};
use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;

use super::client::{HttpClient, HttpError, HttpFuture};
use crate::contract::BoxError;

/// The maximum time from the first byte sent to the last byte read.
const TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// The maximum length of a body: one mebibyte. Key sets and profiles are far smaller.
const BODY_LIMIT: usize = 1 << 20;

/// The name of this client. GitHub and Reddit reject requests without one.
const USER_AGENT: &str = concat!("auth-rs/", env!("CARGO_PKG_VERSION"));

/// The default [`HttpClient`], based on reqwest. It follows no redirects, times out after ten seconds, and
/// reads at most one mebibyte.
#[derive(Clone, Debug)]
pub struct ReqwestClient(Client);

impl ReqwestClient {
    /// Creates a client with its own connections.
    ///
    /// # Errors
    /// Fails if the platform has no certificates to trust.
    pub fn new() -> Result<Self, BoxError> {
        // The cryptography provider is explicit, so that the process needs no default one.
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_platform_verifier()?
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .timeout(TIMEOUT)
            .connect_timeout(CONNECT_TIMEOUT)
            .user_agent(USER_AGENT)
            .build()?;
        Ok(Self(client))
    }
}

impl HttpClient for ReqwestClient {
    fn send(&self, request: Request<Bytes>) -> HttpFuture<'_> {
        Box::pin(async move {
            let request = reqwest::Request::try_from(request).map_err(failed)?;
            let mut answer = self.0.execute(request).await.map_err(failed)?;
            let mut response = Response::new(Bytes::new());
            *response.status_mut() = answer.status();
            std::mem::swap(response.headers_mut(), answer.headers_mut());
            *response.body_mut() = read(answer).await?;
            Ok(response)
        })
    }
}

async fn read(mut answer: reqwest::Response) -> Result<Bytes, HttpError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = answer.chunk().await.map_err(failed)? {
        if body.len() + chunk.len() > BODY_LIMIT {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// Converts an error without its URL, whose query may contain tokens.
fn failed(error: reqwest::Error) -> HttpError {
    if error.is_timeout() {
        return HttpError::TimedOut;
    }
    HttpError::Failed(error.without_url().into())
}
