//! The response of a token endpoint, before it is read.

use bytes::Bytes;
use http::StatusCode;
use serde_json::Value;

use crate::json;

/// The response of a token endpoint.
///
/// [`Vendor::conform`](super::Vendor::conform) corrects it. A provider that responds with a form instead of JSON, for example:
///
/// ```
/// use auth::provider::oauth::TokenAnswer;
///
/// fn read_form(answer: &mut TokenAnswer) {
///     if answer.body.is_null() {
///         let members = form_urlencoded::parse(&answer.raw);
///         answer.body = members.map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
///     }
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct TokenAnswer {
    /// The HTTP status.
    pub status: StatusCode,
    /// `true` if there is a `WWW-Authenticate` header. Such a response is a refusal.
    pub challenged: bool,
    /// The body as JSON; null if it is not JSON. The tokens are read from here.
    pub body: Value,
    /// The body as it was received. It may contain tokens: do not log it.
    pub raw: Bytes,
}

impl TokenAnswer {
    /// Reads a body as JSON, if it is JSON.
    pub(crate) fn new(status: StatusCode, challenged: bool, raw: Bytes) -> Self {
        Self { status, challenged, body: json::read(&raw).unwrap_or_default(), raw }
    }
}
