//! `GET /session` and `POST /session`: what the browser may know of the session, and changing it.

use serde_json::Value;

use super::Context;
use crate::{
    auth_error::AuthError, callback::jwt::Keep, flow::Flow, jwt::Jwt, response::Outcome, session::Found,
};

/// The session, or `null`. Every read slides the expiry.
pub(super) async fn read<F: Flow>(cx: &mut Context<'_, F>) -> Result<Outcome, AuthError> {
    match cx.scope.read_token().await {
        Found::Nothing => Ok(nobody()),
        Found::Ended => Ok(ended(cx)),
        Found::Token(token) => Ok(show_and_issue(cx, token).await),
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
    let payload = cx.request.body.json("data");
    match cx.scope.update_token(&mut token, payload.as_deref().unwrap_or(&Value::Null)).await? {
        Keep::Yes => Ok(show_and_issue(cx, token).await),
        Keep::Revoke => Ok(ended(cx)),
    }
}

/// What cannot be shown or issued ends the session.
async fn show_and_issue<F: Flow>(cx: &mut Context<'_, F>, token: Jwt<F::Token>) -> Outcome {
    match try_show_and_issue(cx, token).await {
        Ok(body) => Outcome::json(body),
        Err(error) => {
            error.log();
            ended(cx)
        }
    }
}

async fn try_show_and_issue<F: Flow>(
    cx: &mut Context<'_, F>,
    mut token: Jwt<F::Token>,
) -> Result<String, AuthError> {
    let session = cx.scope.show(&token, cx.scope.expiry()).await?;
    let body = serde_json::to_string(&session).map_err(|error| AuthError::callback("session", error.into()))?;
    cx.scope.issue(&mut token)?;
    cx.scope.tell_session(&token, &session).await;
    Ok(body)
}

fn nobody() -> Outcome {
    Outcome::json("null")
}

fn ended<F: Flow>(cx: &mut Context<'_, F>) -> Outcome {
    cx.scope.end_session();
    nobody()
}
