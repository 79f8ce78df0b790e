//! `POST /callback/{provider}` for credentials: the form that was filled in.

use super::Context;
use crate::{
    auth_error::AuthError, flow::Flow, provider::credentials::Credentials, response::Outcome,
    sign_in::SignedIn,
};

/// Signs in whom `authorize` recognises.
pub(super) async fn run<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: &Credentials<F::State>,
) -> Result<Outcome, AuthError> {
    cx.require_csrf()?;
    Ok(Outcome::Redirect(match cx.scope.sign_in_with(provider, &cx.request.body).await? {
        SignedIn::Done => cx.callback_url.to_string(),
        SignedIn::Redirected(to) => to.to_string(),
    }))
}
