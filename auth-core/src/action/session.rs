//! `GET /session` and `POST /session`: what the browser may know of the session, and changing it.

use std::borrow::Cow;

use serde_json::Value;

use super::Context;
use crate::{
    auth_error::AuthError, callback::jwt::Keep, flow::Flow, jwt::Jwt, request::Member, response::Outcome,
    session::Found,
};

/// The session, or `null`. Every read slides the expiry.
pub(super) async fn read<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    match cx.scope.read_token().await {
        Found::Nothing => nobody(),
        Found::Ended => ended(cx),
        Found::Token(token) => show(cx, token, Keep::Yes).await,
    }
}

/// The session after an update: `{ csrfToken, data }`.
pub(super) async fn update<F: Flow>(cx: &mut Context<'_, F>) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    let mut token = match cx.scope.read_token().await {
        Found::Nothing => return Ok(nobody()),
        Found::Ended => return Ok(ended(cx)),
        Found::Token(token) => token,
    };
    let payload = match cx.request.body.get("data") {
        Some(Member::Text(text)) => Cow::Owned(Value::from(text)),
        Some(Member::Other(value)) => Cow::Borrowed(value),
        None => Cow::Owned(Value::Null),
    };
    let keep = cx.scope.update_token(&mut token, &payload).await?;
    Ok(show(cx, token, keep).await)
}

/// What cannot be shown or issued ends the session.
async fn show<F: Flow>(cx: &mut Context<'_, F>, token: Jwt<F::Token>, keep: Keep) -> Outcome {
    let session = match cx.scope.prolong(token, keep).await {
        Ok(None) => return nobody(),
        Ok(Some(session)) => session,
        Err(error) => {
            error.log();
            return ended(cx);
        }
    };
    match serde_json::to_string(&session) {
        Ok(body) => Outcome::json(body),
        Err(error) => {
            AuthError::callback("session", error.into()).log();
            ended(cx)
        }
    }
}

fn nobody() -> Outcome {
    Outcome::json("null")
}

fn ended<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    cx.scope.end_session();
    nobody()
}
