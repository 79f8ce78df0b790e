//! `GET /csrf`: the token that every form has to send along.

use super::Context;
use crate::flow::{response::Answer, types::AppTypes};

/// The token of the cookie, or of the cookie that comes with the answer.
pub(super) fn show<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    Answer::json(serde_json::json!({ "csrfToken": cx.csrf_token.as_str() }).to_string())
}
