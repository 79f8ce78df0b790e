//! `POST /account/add-phone`: sends a code to a number that the signed-in user adds, or puts in place of another one.

use super::{Context, sms};
use crate::{
    contract::PhoneNumber,
    flow::{error::AuthError, response::Answer, sign_in::limit, types::AppTypes},
};

/// Returns `true` if the application has codes by telephone.
pub(super) fn is_on<F: AppTypes>(cx: &Context<'_, F>) -> bool {
    cx.scope.engine.providers.iter().any(|provider| provider.sms().is_some())
}

/// Sends a code to the number in `phone`, and returns the URL of the page that asks for it. With `replaces`, a number of the
/// user, that number is removed when the new one is linked.
///
/// # Errors
/// Fails if the number is not one, there were too many messages, a guard refuses, or the message is not sent.
pub(super) async fn add<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<String, AuthError> {
    let mut providers = cx.scope.engine.providers.iter();
    let provider = providers.find_map(|provider| provider.sms()).ok_or(AuthError::UnknownAction)?;
    limit::network(&cx.scope).await?;
    let text = |name: &str| cx.request.body.text(name).map(PhoneNumber::parse);
    let number = text("phone").unwrap_or_else(|| PhoneNumber::parse(""))?;
    let replaces = text("replaces").transpose()?;
    match sms::request(cx, provider, (number, replaces)).await? {
        Answer::Redirect(url) => Ok(url),
        _ => Err(AuthError::UnknownAction),
    }
}
