//! `GET /session` and `POST /session`: shows the session to the browser, and updates it.

use std::borrow::Cow;

use serde_json::Value;

use super::Context;
use crate::{
    contract::{
        callback::jwt::Access,
        session::{Session, SessionData},
    },
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
                Ok(session) => show(session),
                Err(error) => unknown(&error),
            }
        }
    }
}

/// Updates the session with the body `{ csrfToken, data }` and returns it, or `null`. `null` leaves the session of the
/// client as it was, unless the response deletes the cookie.
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
    let updated = match session::update(&cx.scope, &mut record, &payload).await {
        Ok(access) => session::extend(&mut cx.scope, record, access, Some(&payload)).await,
        Err(error) => Err(error),
    };
    match updated {
        Ok(session) => Ok(show(session)),
        Err(invalid @ AuthError::InvalidPayload(_)) => Err(invalid),
        Err(error) => Ok(unknown(&error)),
    }
}

fn show<V: SessionData>(session: Option<Session<V>>) -> Answer {
    let Some(session) = session else { return null() };
    match serde_json::to_string(&session) {
        Ok(body) => Answer::json(body),
        Err(error) => unknown(&AuthError::callback("session", error.into())),
    }
}

/// Responds if a callback or the database has failed, so that the state of the session is unknown: the browser keeps its
/// cookie.
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
