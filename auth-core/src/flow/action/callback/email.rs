//! `/callback/{provider}` for magic links: a visitor opens the link of a mail, or enters its code.

use super::{super::step_up, Context};
use crate::{
    contract::EmailAddress,
    flow::{
        error::AuthError, requested_code, requested_links, response::Answer, sign_in::by_link,
        types::AppTypes,
    },
    page::{self, ConfirmPage},
    provider::{
        email::{Email, LinkToken},
        one_time_code::OneTimeCode,
    },
};

/// Returns the token of a link.
///
/// # Errors
/// Fails if the link has no token.
fn token(submitted: Option<&str>) -> Result<LinkToken, AuthError> {
    submitted.and_then(LinkToken::submitted).ok_or(AuthError::IncompleteLink)
}

/// Responds to the opened link. In the browser that requested the link, signs in at once. Every other client, for
/// example a program that scans mails, gets a page that asks for confirmation.
pub(super) async fn open<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
) -> Result<Answer, AuthError> {
    let (token, email) = (token(cx.request.query.get("token"))?, cx.request.query.get("email"));
    let settings = &cx.scope.engine.settings;
    let hash = settings.links.hash(&token);
    if requested_links::contains(&cx.scope, &cx.csrf_token, &hash) {
        step_up::begin(cx, cx.request.query.get(step_up::MARK).is_some()).await?;
        let signed_in = by_link::sign_in(&mut cx.scope, provider, email, &hash).await?;
        return Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?));
    }
    let address = email.and_then(|email| EmailAddress::parse(email).ok());
    Ok(Answer::Page(page::confirm(&ConfirmPage {
        frame: cx.frame(),
        action: &cx.scope.action_url(&format!("callback/{}", provider.id)),
        csrf_token: cx.csrf_token.as_str(),
        token: token.expose(),
        email: address.as_ref(),
        callback_url: cx.callback_url.as_str(),
    })))
}

/// Signs in after the confirmation, or by a code: responds to the forms of the two pages.
pub(super) async fn confirm<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let body = &cx.request.body;
    if let (Some(code), Some(length)) = (body.text("code"), provider.content.code()) {
        return enter(cx, provider, OneTimeCode::submitted(code, length)).await;
    }
    let (token, email) = (token(body.text("token"))?, body.text("email"));
    let hash = cx.scope.engine.settings.links.hash(&token);
    let signed_in = by_link::sign_in(&mut cx.scope, provider, email, &hash).await?;
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?))
}

/// Signs in by a code of a mail that this browser has requested.
async fn enter<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &Email,
    code: Option<OneTimeCode>,
) -> Result<Answer, AuthError> {
    let requested = requested_code::read(&cx.scope).filter(|requested| requested.provider == provider.id);
    let (Some(requested), Some(code)) = (requested, code) else { return Err(AuthError::WrongSentCode) };
    step_up::begin(cx, requested.is_step_up).await?;
    let signed_in = by_link::sign_in_by_code(&mut cx.scope, provider, &requested, &code).await?;
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &cx.callback_url)?))
}
