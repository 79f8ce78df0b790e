//! `GET /csrf`: the token that every form has to send along.

use super::Context;
use crate::{flow::Flow, response::Outcome};

/// The token of the cookie, or of the cookie that comes with the answer.
pub(super) fn show<F: Flow>(cx: &Context<'_, F>) -> Outcome {
    Outcome::json(serde_json::json!({ "csrfToken": cx.csrf_token.as_str() }).to_string())
}
