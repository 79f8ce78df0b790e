//! The data that a provider's hook can look up during a sign-in.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::{Request, StatusCode, header};
use serde_json::{Map, Value};

use super::text::Text;
use crate::{
    config::Origin,
    contract::{TokenSet, form::FormInput},
    http::{HttpClient, HttpError, send},
    json,
};

/// The sources of a profile in addition to the userinfo endpoint.
#[derive(Clone, Copy)]
pub struct Lookup<'l> {
    pub(crate) issuer: Option<&'l str>,
    pub(crate) userinfo_url: Option<&'l str>,
    /// The URLs to whose origins the access token may be sent.
    pub(crate) endpoints: &'l [&'l str],
    pub(crate) options: &'l BTreeMap<Text, Text>,
    pub(crate) http: &'l dyn HttpClient,
    pub(crate) tokens: &'l TokenSet,
    pub(crate) token_response: &'l Map<String, Value>,
    pub(crate) parameters: &'l (dyn FormInput + Sync),
}

impl<'l> Lookup<'l> {
    /// Returns the configured issuer.
    pub fn issuer(&self) -> Option<&'l str> {
        self.issuer
    }

    /// Returns the URL of the userinfo endpoint: the configured one, or else the one in the provider's metadata. A hook
    /// derives the URLs of further requests from it, so that they follow a provider that is moved to another host.
    pub fn userinfo_url(&self) -> Option<&'l str> {
        self.userinfo_url
    }

    /// Returns the value of an [`option`](super::Definition::option).
    pub fn option(&self, name: &str) -> Option<&'l str> {
        self.options.get(name).map(|value| &**value)
    }

    /// Returns the tokens of the sign-in.
    pub fn tokens(&self) -> &'l TokenSet {
        self.tokens
    }

    /// Returns a member of the token endpoint's response.
    pub fn token_member(&self, name: &str) -> Option<&'l Value> {
        self.token_response.get(name)
    }

    /// Returns a parameter of the callback request, for example Apple's `user`.
    pub fn parameter(&self, name: &str) -> Option<&'l str> {
        self.parameters.text(name)
    }

    /// Fetches JSON by GET, with the access token as bearer token; see [`get`](Self::get).
    ///
    /// # Errors
    /// Fails if there is no response, or if it is not a success with JSON.
    pub async fn get_json(&self, url: &str) -> Result<Value, LookupError> {
        Ok(json::parse(&self.get(url).await?)?)
    }

    /// Fetches a body by GET, with the access token as bearer token. The token is sent only to the origins of the
    /// issuer, the token endpoint, the userinfo endpoint and each [`lookup_url`](super::Definition::lookup_url).
    ///
    /// # Errors
    /// Fails if the URL has another origin, if there is no response, or if it is not a success.
    pub async fn get(&self, url: &str) -> Result<Bytes, LookupError> {
        let origin = |url: &str| Origin::split(url).ok().map(|(origin, _)| origin);
        let target = origin(url);
        if target.is_none() || !self.endpoints.iter().any(|endpoint| origin(endpoint) == target) {
            return Err(LookupError::Origin);
        }
        let mut request = Request::get(url).header(header::ACCEPT, "application/json, */*;q=0.5");
        if let Some(token) = &self.tokens.access_token {
            request = request.header(header::AUTHORIZATION, super::bearer(token)?);
        }
        let request = request.body(Bytes::new())?;
        let answer = send(self.http, request).await?;
        match answer.status() {
            status if status.is_success() => Ok(answer.into_body()),
            status => Err(LookupError::Status(status)),
        }
    }
}

/// The reason why a lookup failed.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum LookupError {
    /// The URL belongs to another origin than the provider's endpoints, and does not get the access token.
    #[error(
        "the access token is not sent to another origin than those of the provider's endpoints: call \
         `.lookup_url(…)` on its definition"
    )]
    Origin,
    /// There was no response.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The response is not a success.
    #[error("the provider responded with status {0}")]
    Status(StatusCode),
    /// The response is not JSON.
    #[error("the provider's response is not JSON")]
    Json(#[from] serde_json::Error),
    /// The URL or a header is invalid.
    #[error("the request to the provider could not be built")]
    Request(#[from] http::Error),
}

crate::contract::readable::debug_by_message!(LookupError);
