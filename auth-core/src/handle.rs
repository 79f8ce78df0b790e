//! The flow on one screen: request → action → provider → callbacks → session → cookies → response.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode, header::RETRY_AFTER, request::Parts};
use tracing::Instrument;

use crate::{
    action::{self, Context},
    auth_error::AuthError,
    check::callback_url,
    engine::Engine,
    flow::Flow,
    page::ErrorPageParam,
    request::{Action, AuthRequest, Method, RequestError},
    response::{self, Outcome},
    scope::Scope,
};
#[cfg(feature = "passkey")]
use crate::page;
#[cfg(feature = "oauth")]
use crate::provider::Provider;

impl<F: Flow> Engine<F> {
    /// Answers a request below the base path.
    pub(crate) async fn handle(&self, parts: &Parts, body: &[u8]) -> Response<Bytes> {
        #[cfg(feature = "signed")]
        if let Some(jwks) = self.settings.jwks_at(parts) {
            return response::jwks(jwks);
        }
        #[cfg(feature = "passkey")]
        if self.is_passkey_script(parts) {
            return response::script(page::passkey_script::JAVASCRIPT, parts.uri.query().is_some());
        }
        let request = match AuthRequest::parse(parts, body, &self.settings.base_path) {
            Ok(request) => request,
            Err(RequestError::NotOurs) => return response::not_found(),
            Err(RequestError::Bad(cause)) => {
                tracing::debug!(target: "auth", %cause, "a request that is none of the protocol's");
                return response::bad_request();
            }
        };
        #[cfg(feature = "oauth")]
        if let Action::SignedOut(id) = request.action
            && !self.signs_out_at(id)
        {
            return response::bad_request();
        }
        let span = tracing::info_span!(
            target: "auth",
            "auth",
            action = request.action.name(),
            provider = request.action.provider(),
            method = ?request.method,
        );
        self.answer(parts, &request).instrument(span).await
    }

    async fn answer(&self, parts: &Parts, request: &AuthRequest<'_>) -> Response<Bytes> {
        let scope = match Scope::new(self, &parts.headers, &parts.uri, &parts.extensions) {
            Ok(scope) => scope,
            Err(untrusted) => return self.refuse_all(request, "", &untrusted.into()),
        };
        if request
            .query
            .get("callbackUrl")
            .is_some_and(|url| !url.is_empty() && !callback_url::is_valid_http_url(url, &scope.origin))
        {
            return self.refuse_all(request, scope.origin.as_str(), &AuthError::InvalidCallbackUrl);
        }
        let origin = scope.origin.clone();
        match self.run(scope, request).await {
            Ok(answer) => answer,
            Err(error) => self.report(request, origin.as_str(), &error),
        }
    }

    async fn run(
        &self,
        scope: Scope<'_, F>,
        request: &AuthRequest<'_>,
    ) -> Result<Response<Bytes>, AuthError> {
        let mut context = Context::new(scope, request).await?;
        let outcome = action::dispatch(&mut context).await?;
        Ok(response::with_cookies(outcome.into_response(request.return_redirect), &context.scope.jar))
    }

    /// An action has failed: the browser learns where to go, and no cookie (protocol: the error responder).
    fn report(&self, request: &AuthRequest<'_>, origin: &str, error: &AuthError) -> Response<Bytes> {
        error.log();
        if let AuthError::InvalidPayload(invalid) = error {
            return invalid_payload(*invalid);
        }
        if request.method == Method::Post && request.action == Action::Session {
            return Outcome::Json(StatusCode::BAD_REQUEST, "null".to_owned()).into_response(false);
        }
        if let AuthError::TooManyRequests { retry_after } = error {
            return self.too_many(request, origin, error, *retry_after);
        }
        response::error_redirect(self.error_url(origin, error), request.return_redirect)
    }

    /// 429: JSON for scripts, a page for browsers.
    fn too_many(
        &self,
        request: &AuthRequest<'_>,
        origin: &str,
        error: &AuthError,
        retry_after: Duration,
    ) -> Response<Bytes> {
        let mut answer = if request.return_redirect {
            let body = serde_json::json!({ "url": self.error_url(origin, error) });
            Outcome::json(body.to_string()).into_response(false)
        } else {
            Outcome::Page(self.error_page(origin, ErrorPageParam::Other)).into_response(false)
        };
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        answer.headers_mut().insert(RETRY_AFTER, retry_after.as_secs().max(1).into());
        answer
    }

    /// The request cannot be served as things are configured: no action runs, no cookie is set.
    fn refuse_all(&self, request: &AuthRequest<'_>, origin: &str, error: &AuthError) -> Response<Bytes> {
        error.log();
        if request.method != Method::Get || !request.action.is_page() {
            return response::misconfigured();
        }
        let callback_url = request.query.get("callbackUrl").unwrap_or_default();
        match &self.settings.pages.error {
            Some(page) if !callback_url.starts_with(page.as_str()) => {
                let to = page.with_query(&[("error", "Configuration")]).resolve(origin);
                Outcome::Redirect(to).into_response(false)
            }
            _ => Outcome::Page(self.error_page(origin, ErrorPageParam::Configuration)).into_response(false),
        }
    }

    /// Whether sign-out leads to the provider of an id, so that browsers come back from there.
    #[cfg(feature = "oauth")]
    fn signs_out_at(&self, id: &str) -> bool {
        matches!(self.provider(id), Ok(Provider::OAuth(provider)) if provider.sign_out_at_provider)
    }

    /// Whether the script of the passkey form is asked for, where there is such a form.
    #[cfg(feature = "passkey")]
    fn is_passkey_script(&self, parts: &Parts) -> bool {
        parts.method == http::Method::GET
            && self.settings.base_path.strip(parts.uri.path()) == Some(page::passkey_script::PATH)
            && self.providers.iter().any(|provider| provider.passkey().is_some())
    }
}

/// The payload of an update does not fit: 400, and the token stays as it was.
fn invalid_payload(invalid: crate::callback::jwt::InvalidPayload) -> Response<Bytes> {
    let body = serde_json::json!({ "error": "InvalidPayload", "message": invalid.to_string() });
    Outcome::Json(StatusCode::BAD_REQUEST, body.to_string()).into_response(false)
}
