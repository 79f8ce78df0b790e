//! `POST /step-up`: the code of an authenticator application, or a recovery code, as a further proof of the signed-in user.

use super::{Context, step_up};
use crate::{
    contract::{
        UnixTime,
        assurance::{Assurance, AuthMethod},
        token::Jwt,
    },
    flow::{
        error::AuthError,
        response::Answer,
        second_factor::verify,
        session::{self, step_up::AskedStepUp},
        sign_in::limit,
        types::AppTypes,
    },
};

/// Returns `true` if a code is what is missing: it is asked for, or two factors are and the session has a first one that is
/// not too old. Otherwise the first factor comes first.
pub(super) fn is_missing<T>(asked: &AskedStepUp, record: &Jwt<T>, now: UnixTime) -> bool {
    let methods = asked.methods();
    if methods.is_empty() || methods.contains(&AuthMethod::Otp) {
        return true;
    }
    let assurance = Assurance::new(record.proofs.unwrap_or_default(), now);
    let is_recent = |at: UnixTime| {
        asked.max_age.is_none_or(|age| now.as_secs().saturating_sub(at.as_secs()) <= i64::from(age))
    };
    let has_first =
        AuthMethod::FIRST.iter().any(|method| assurance.proven_at(*method).is_some_and(is_recent));
    methods.contains(&AuthMethod::Mfa) && has_first
}

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
