//! `POST /step-up`: the code of an authenticator application, or a recovery code, as a further proof of the signed-in user.

use super::{Context, step_up};
use crate::flow::{
    error::AuthError, response::Answer, second_factor::verify, session, sign_in::limit, types::AppTypes,
};

/// Checks a code, and starts the session anew with its proof.
pub(super) async fn prove<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    limit::network(&cx.scope).await?;
    let Some(own) = session::own(&cx.scope).await? else { return Ok(step_up::to_sign_in(cx)) };
    step_up::begin(cx, true).await?;
    if cx.scope.step_up.is_none() {
        // Nothing was asked of this session: the page asks.
        return Ok(Answer::Redirect(cx.scope.action_url("step-up")));
    }
    let code = cx.request.body.text("code").unwrap_or_default();
    verify::verify(&mut cx.scope, &own.user.id(), code).await?;
    session::continue_with_proof(&mut cx.scope, own).await?;
    Ok(Answer::Redirect(cx.callback_url.to_string()))
}
