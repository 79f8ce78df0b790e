//! `POST /callback/{provider}` for credentials: checks a submitted sign-in form.

use super::{super::step_up, Context};
use crate::{
    flow::{error::AuthError, response::Answer, sign_in::by_form, types::AppTypes},
    provider::credentials::Credentials,
};

/// Signs in the user that `authorize` returns for the form.
pub(super) async fn run<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Credentials<F::State>,
) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    step_up::begin(cx, step_up::is_marked(cx.request)).await?;
    let signed_in = by_form::sign_in(&mut cx.scope, provider, &cx.request.body).await?;
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?))
}
