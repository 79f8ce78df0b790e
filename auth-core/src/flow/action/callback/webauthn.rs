//! `POST /callback/{provider}` for passkeys: the response of an authenticator.

use super::{super::step_up, Context};
use crate::{
    flow::{
        error::AuthError,
        response::Answer,
        sign_in::{
            by_passkey,
            limit::{self, AccountName},
        },
        types::AppTypes,
    },
    provider::webauthn::{Ceremony, InvalidResponse, Passkey, Response},
};

/// Signs in by a passkey, or registers one and signs in its user.
pub(super) async fn run<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Passkey,
) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    limit::network(&cx.scope).await?;
    cx.scope.adapter()?;
    let action = cx.request.body.text("action").and_then(Ceremony::parse).ok_or(InvalidResponse::Action)?;
    if action == Ceremony::Authentication {
        step_up::begin(cx, step_up::is_marked(cx.request)).await?;
    }
    let response = Response::parse(cx.request.body.text("data").ok_or(InvalidResponse::Data)?)?;
    let name = AccountName::of_passkey(&response.credential_id);
    let signed_in = match action {
        Ceremony::Registration => by_passkey::register(&mut cx.scope, provider, response).await,
        Ceremony::Authentication => by_passkey::sign_in(&mut cx.scope, provider, response).await,
    };
    let signed_in = match signed_in {
        Err(error) if error.is_refusal() || matches!(error, AuthError::InvalidCheck { .. }) => {
            return Err(limit::wrong(&cx.scope, &name, error).await);
        }
        signed_in => signed_in?,
    };
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?))
}
