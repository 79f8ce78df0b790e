//! The flow on one screen: request → action → provider → callbacks → session → cookies → response.

use std::time::Duration;

use bytes::Bytes;
use http::{Response, StatusCode, header::RETRY_AFTER, request::Parts};
use tracing::Instrument;

use super::{
    action::{self, Context},
    application::Engine,
    carrier::SESSION_HEADER,
    error::AuthError,
    pages,
    request::{Action, AuthRequest, BadRequest, Method, RequestError},
    response::{self, Answer},
    scope::{RequestHead, Scope},
    types::AppTypes,
};
use crate::{
    check::callback_url, config::Origin, contract::callback::jwt::InvalidPayload, page::ErrorPageParam,
};

/// The time after which a client tries again if the server has too much to do.
const BUSY_RETRY: Duration = Duration::from_secs(5);

impl<F: AppTypes> Engine<F> {
    /// Responds to a request below the base path.
    pub(crate) async fn handle(&self, parts: &Parts, body: &[u8]) -> Response<Bytes> {
        let request = match AuthRequest::parse(parts, body, &self.settings.paths) {
            Ok(request) => request,
            Err(RequestError::NotOurs) => {
                tracing::debug!(
                    target: "auth",
                    "a request is not below the base path `{}`; if a proxy or a router changes its path, name the path \
                     that arrives here with `.base_path(…)`, and that of browsers with AUTH_URL or `.public_path(…)`",
                    self.settings.paths.here,
                );
                return response::not_found();
            }
            Err(RequestError::Bad(cause)) => {
                tracing::debug!(target: "auth", %cause, "the request is not part of the protocol");
                return match cause {
                    BadRequest::Method => response::other_method(),
                    _ => response::bad_request(),
                };
            }
        };
        if let Some(response) = action::without_scope(self, &request) {
            return response;
        }
        let span = tracing::info_span!(
            target: "auth",
            "auth",
            action = request.action.name(),
            provider = request.action.provider(),
            method = ?request.method,
        );
        // Three futures of less than a kilobyte cost less than one of two: allocators keep small pieces at hand.
        Box::pin(self.respond(parts, &request)).instrument(span).await
    }

    async fn respond(&self, parts: &Parts, request: &AuthRequest<'_>) -> Response<Bytes> {
        #[cfg(feature = "oauth")]
        if let Some(response) = action::without_browser(self, request).await {
            return response;
        }
        let mut context = match self.open(parts, request) {
            Ok(context) => context,
            Err(refused) => return *refused,
        };
        let origin = context.scope.origin.clone();
        if let Err(error) = context.choose_callback_url().await {
            return self.report(request, origin.as_str(), &error);
        }
        match action::dispatch(&mut context).await {
            Ok(answer) => {
                let mut response = answer.into_response(request.return_redirect);
                if let Some(text) = context.scope.session_header() {
                    response.headers_mut().insert(SESSION_HEADER, text);
                }
                response::with_cookies(response, &mut context.scope.jar)
            }
            Err(error) => {
                action::keep_failed(&mut context, &error);
                let response = match context.scope.step_up {
                    Some(_) if pages::returns_to_step_up(&error) => {
                        self.report_step_up(request, &origin, &error)
                    }
                    _ => self.report(request, origin.as_str(), &error),
                };
                response::with_cookies(response, &mut context.scope.jar_of_failure)
            }
        }
    }

    /// Opens the context of a request.
    ///
    /// # Errors
    /// Returns the response to a request that this configuration cannot serve.
    fn open<'r>(
        &'r self,
        parts: &'r Parts,
        request: &'r AuthRequest<'r>,
    ) -> Result<Context<'r, F>, Box<Response<Bytes>>> {
        let scope = match Scope::new(self, RequestHead::of(parts)) {
            Ok(scope) if request.reads_bearer() => scope.at(request.base.clone()).with_bearer(),
            Ok(scope) => scope.at(request.base.clone()),
            Err(untrusted) => return Err(self.refuse(request, "", &untrusted.into()).into()),
        };
        let requested = request.query.get("callbackUrl").filter(|url| !url.is_empty());
        if requested.is_some_and(|url| !callback_url::is_valid_http_url(url, &scope.origin)) {
            let error = AuthError::InvalidCallbackUrl;
            return Err(self.refuse(request, scope.origin.as_str(), &error).into());
        }
        Ok(Context::new(scope, request))
    }

    /// Logs the error of an action and responds to it: the browser is sent to a page.
    fn report(&self, request: &AuthRequest<'_>, origin: &str, error: &AuthError) -> Response<Bytes> {
        error.log();
        if let AuthError::InvalidPayload(invalid) = error {
            return invalid_payload(*invalid);
        }
        if request.method == Method::Post && request.action == Action::Session {
            return Answer::Json(StatusCode::BAD_REQUEST, "null".to_owned()).into_response(false);
        }
        if let AuthError::TooManyRequests { retry_after } = error {
            return self.try_later(request, origin, error, (StatusCode::TOO_MANY_REQUESTS, *retry_after));
        }
        if error.is_busy() {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            return self.try_later(request, origin, error, (status, BUSY_RETRY));
        }
        response::error_redirect(
            pages::error_url(&self.settings, origin, &request.base, error),
            request.return_redirect,
        )
    }

    /// Logs the error of a step-up, and sends the browser to the step-up page again.
    fn report_step_up(
        &self,
        request: &AuthRequest<'_>,
        origin: &Origin,
        error: &AuthError,
    ) -> Response<Bytes> {
        error.log();
        let url = format!("{origin}{}/step-up?error={}", request.base, error.code());
        response::error_redirect(url, request.return_redirect)
    }

    /// Responds with a status that says when to try again: JSON for scripts, a page for browsers.
    fn try_later(
        &self,
        request: &AuthRequest<'_>,
        origin: &str,
        error: &AuthError,
        (status, retry_after): (StatusCode, Duration),
    ) -> Response<Bytes> {
        let answer = if request.return_redirect {
            let url = pages::error_url(&self.settings, origin, &request.base, error);
            Answer::json(serde_json::json!({ "url": url }).to_string())
        } else {
            let wording = self.settings.languages.choose(Some(request.headers));
            Answer::Page(pages::error_page(
                &self.settings,
                origin,
                &request.base,
                ErrorPageParam::Other,
                wording,
            ))
        };
        let mut response = answer.into_response(false);
        *response.status_mut() = status;
        response.headers_mut().insert(RETRY_AFTER, retry_after.as_secs().max(1).into());
        response
    }

    /// Refuses a request that this configuration cannot serve: no action runs, and no cookie is set.
    fn refuse(&self, request: &AuthRequest<'_>, origin: &str, error: &AuthError) -> Response<Bytes> {
        error.log();
        if request.method != Method::Get || !request.action.is_page() {
            return response::misconfigured();
        }
        let callback_url = request.query.get("callbackUrl").unwrap_or_default();
        let answer = match &self.settings.pages.error {
            Some(page) if !callback_url.starts_with(page.as_str()) => {
                Answer::Redirect(page.with_query(&[("error", "Configuration")]).resolve(origin))
            }
            _ => Answer::Page(pages::error_page(
                &self.settings,
                origin,
                &request.base,
                ErrorPageParam::Configuration,
                self.settings.languages.choose(Some(request.headers)),
            )),
        };
        answer.into_response(false)
    }
}

/// Responds to an update whose payload does not fit its type with 400. The token stays unchanged.
fn invalid_payload(invalid: InvalidPayload) -> Response<Bytes> {
    let body = serde_json::json!({ "error": "InvalidPayload", "message": invalid.to_string() });
    Answer::Json(StatusCode::BAD_REQUEST, body.to_string()).into_response(false)
}
