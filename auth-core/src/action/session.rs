//! `GET /session` and `POST /session`: what the browser may know of the session, and changing it.

use std::borrow::Cow;

use serde_json::Value;

use super::Context;
use crate::{
    auth_error::AuthError, callback::jwt::Keep, flow::Flow, request::Member, response::Outcome,
    session::Found, session_data::Session,
};

/// The session, or `null`. Every read prolongs it.
pub(super) async fn read<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    match cx.scope.read_session().await {
        Err(error) => unknown(&error),
        Ok(Found::Nothing) => nobody(),
        Ok(Found::Ended) => ended(cx),
        Ok(Found::Session(record)) => match cx.scope.prolong(record, Keep::Yes, None).await {
            Ok(session) => show(cx, session),
            Err(error) => failed(cx, &error),
        },
    }
}

/// The session after an update: `{ csrfToken, data }`.
pub(super) async fn update<F: Flow>(cx: &mut Context<'_, F>) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    let mut record = match cx.scope.read_session().await {
        Err(error) => return Ok(unknown(&error)),
        Ok(Found::Nothing) => return Ok(nobody()),
        Ok(Found::Ended) => return Ok(ended(cx)),
        Ok(Found::Session(record)) => record,
    };
    let payload = match cx.request.body.get("data") {
        Some(Member::Text(text)) => Cow::Owned(Value::from(text)),
        Some(Member::Other(value)) => Cow::Borrowed(value),
        None => Cow::Owned(Value::Null),
    };
    let keep = cx.scope.update_token(&mut record, &payload).await?;
    match cx.scope.prolong(record, keep, Some(&payload)).await {
        Ok(session) => Ok(show(cx, session)),
        Err(invalid @ AuthError::InvalidPayload(_)) => Err(invalid),
        Err(error) => Ok(failed(cx, &error)),
    }
}

fn show<F: Flow>(cx: &mut Context<'_, F>, session: Option<Session<F::Session>>) -> Outcome {
    let Some(session) = session else { return nobody() };
    match serde_json::to_string(&session) {
        Ok(body) => Outcome::json(body),
        Err(error) => failed(cx, &AuthError::callback("session", error.into())),
    }
}

/// A token that cannot be shown or issued ends; a row in the database stays, and the cookie with it
/// (`SessionTokenError`).
fn failed<F: Flow>(cx: &mut Context<'_, F>, error: &AuthError) -> Outcome {
    match cx.scope.session_store() {
        Some(_) => unknown(error),
        None => {
            error.log();
            ended(cx)
        }
    }
}

/// The database cannot say whether there is a session: the browser keeps its cookie.
fn unknown(error: &AuthError) -> Outcome {
    error.log();
    nobody()
}

fn nobody() -> Outcome {
    Outcome::json("null")
}

fn ended<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    cx.scope.end_session();
    nobody()
}
