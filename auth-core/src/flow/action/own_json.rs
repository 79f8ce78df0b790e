//! The answers to scripts that use the routes of the pages about one's own account: JSON in place of pages.

use http::StatusCode;
use serde_json::json;

use super::Context;
use crate::flow::{error::AuthError, request::Body, response::Answer, types::AppTypes};

/// Returns `true` if the request has a body in JSON, so that the answer is JSON, too.
pub(super) fn is_wanted<F: AppTypes>(cx: &Context<'_, F>) -> bool {
    matches!(cx.request.body, Body::Json(_))
}

/// Responds to a request that has done what it asked for.
pub(super) fn done() -> Answer {
    Answer::json(json!({ "ok": true }).to_string())
}

/// Names the URL to which the script sends the browser.
pub(super) fn elsewhere(url: &str) -> Answer {
    Answer::json(json!({ "url": url }).to_string())
}

/// Responds to a form that has to be corrected, with the message that the page would show.
pub(super) fn refused(status: StatusCode, code: &str, message: &str) -> Answer {
    Answer::Json(status, json!({ "error": code, "message": message }).to_string())
}

/// Responds to a request that has failed. The cause is in the log.
///
/// # Errors
/// Returns an error whose response says when to try again.
pub(super) fn failed(error: AuthError) -> Result<Answer, AuthError> {
    if matches!(error, AuthError::TooManyRequests { .. }) || error.is_busy() {
        return Err(error);
    }
    error.log();
    let status = match error {
        AuthError::AccessDenied | AuthError::GuardFailed(_) | AuthError::MissingCsrf => StatusCode::FORBIDDEN,
        AuthError::SessionRequired | AuthError::StepUpRequired => StatusCode::UNAUTHORIZED,
        ref error if error.is_unavailable() => StatusCode::SERVICE_UNAVAILABLE,
        ref error if error.is_refusal() => StatusCode::BAD_REQUEST,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Ok(Answer::Json(status, json!({ "error": error.code() }).to_string()))
}
