//! `GET /csrf`: the token that every form must include.

use serde::Serialize;

use super::Context;
use crate::flow::{response::Answer, types::AppTypes};

#[derive(Serialize)]
struct Shown<'a> {
    #[serde(rename = "csrfToken")]
    token: &'a str,
}

/// Returns the token of the CSRF cookie, which the request has sent or the response sets.
pub(super) fn show<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    Answer::json(serde_json::to_string(&Shown { token: cx.csrf_token.as_str() }).unwrap_or_default())
}
