//! `GET /session` and `POST /session`: shows the session to the browser, and updates it.

use std::borrow::Cow;

use serde_json::Value;

use super::Context;
use crate::{
    contract::{callback::jwt::Access, session::Session},
    flow::{
        error::AuthError,
        request::Member,
        response::Answer,
        session::{self, SessionState},
        types::AppTypes,
    },
};

/// Returns the session, or `null`. Every read extends it.
pub(super) async fn read<F: AppTypes>(cx: &mut Context<'_, F>) -> Answer {
    match session::read(&cx.scope).await {
        Err(error) => unknown(&error),
        Ok(SessionState::Absent | SessionState::Foreign) => null(),
        Ok(SessionState::Invalid) => ended(cx),
        Ok(SessionState::Active(record)) => {
            match session::extend(&mut cx.scope, record, Access::Allow, None).await {
                Ok(session) => show(cx, session),
                Err(error) => failed(cx, &error),
            }
        }
    }
}

/// Updates the session with the body `{ csrfToken, data }` and returns it, or `null`.
pub(super) async fn update<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let mut record = match session::read(&cx.scope).await {
        Err(error) => return Ok(unknown(&error)),
        Ok(SessionState::Absent | SessionState::Foreign) => return Ok(null()),
        Ok(SessionState::Invalid) => return Ok(ended(cx)),
        Ok(SessionState::Active(record)) => record,
    };
    let payload = match cx.request.body.get("data") {
        Some(Member::Text(text)) => Cow::Owned(Value::from(text)),
        Some(Member::Other(value)) => Cow::Borrowed(value),
        None => Cow::Owned(Value::Null),
    };
    let access = session::update(&cx.scope, &mut record, &payload).await?;
    match session::extend(&mut cx.scope, record, access, Some(&payload)).await {
        Ok(session) => Ok(show(cx, session)),
        Err(invalid @ AuthError::InvalidPayload(_)) => Err(invalid),
        Err(error) => Ok(failed(cx, &error)),
    }
}

fn show<F: AppTypes>(cx: &mut Context<'_, F>, session: Option<Session<F::Session>>) -> Answer {
    let Some(session) = session else { return null() };
    match serde_json::to_string(&session) {
        Ok(body) => Answer::json(body),
        Err(error) => failed(cx, &AuthError::callback("session", error.into())),
    }
}

/// Responds if a session cannot be shown or extended. A token ends, unless only its successor cannot be written. A row of
/// the database stays, and so does its cookie (`SessionTokenError`).
fn failed<F: AppTypes>(cx: &mut Context<'_, F>, error: &AuthError) -> Answer {
    match (cx.scope.session_store(), error) {
        (Some(_), _) | (None, AuthError::Unwritable(_)) => unknown(error),
        (None, _) => {
            error.log();
            ended(cx)
        }
    }
}

/// Responds if the database cannot report the state of the session: the browser keeps its cookie.
fn unknown(error: &AuthError) -> Answer {
    error.log();
    null()
}

/// The response without a session.
fn null() -> Answer {
    Answer::json("null")
}

/// Deletes the session cookie, since it holds no session.
fn ended<F: AppTypes>(cx: &mut Context<'_, F>) -> Answer {
    session::end(&mut cx.scope);
    null()
}
