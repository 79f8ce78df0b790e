//! `GET /csrf`: the token that every form must include.

use super::Context;
use crate::flow::{response::Answer, types::AppTypes};

/// Returns the token of the CSRF cookie, which the request has sent or the response sets.
pub(super) fn show<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    Answer::json(serde_json::json!({ "csrfToken": cx.csrf_token.as_str() }).to_string())
}
