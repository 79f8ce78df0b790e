//! `POST /callback/{provider}` for codes by telephone: the user enters the code.

use super::{super::step_up, Context};
use crate::{
    flow::{error::AuthError, requested_code, response::Answer, sign_in::by_number, types::AppTypes},
    provider::{one_time_code::OneTimeCode, sms::Sms},
};

/// Signs in by a code that this browser has requested.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>, provider: &Sms) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let code = cx.request.body.text("code").and_then(|code| OneTimeCode::submitted(code, provider.length));
    let requested = requested_code::read(&cx.scope).filter(|requested| requested.provider == provider.id);
    let (Some(requested), Some(code)) = (requested, code) else { return Err(AuthError::WrongSentCode) };
    step_up::begin(cx, requested.is_step_up).await?;
    let signed_in = by_number::sign_in(&mut cx.scope, provider, &requested, &code).await?;
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?))
}
