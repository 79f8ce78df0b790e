//! `/second-factor`: the page on which a user proves the second factor of a sign-in, and its form.

use super::Context;
use crate::{
    check::confirmed_totp::ConfirmedTotp,
    contract::Secret,
    flow::{
        error::AuthError,
        pages,
        response::Answer,
        second_factor::{code, pending::Pending, verify},
        sign_in::{SignedIn, limit, resume},
        types::AppTypes,
    },
    page::{self, FirstCodesPage, FirstEnrolmentPage, SecondFactorPage},
};

/// Returns the built-in page, or a redirect to that of the application. Without a pending sign-in, the browser is sent to the
/// sign-in page.
pub(super) async fn page<F: AppTypes>(cx: &Context<'_, F>) -> Result<Answer, AuthError> {
    let pending = Pending::read(&cx.scope).await?;
    let error = cx.request.query.error().filter(|error| !error.is_empty());
    if cx.scope.engine.settings.pages.second_factor.is_some() {
        let settings = &cx.scope.engine.settings;
        let to = pages::second_factor_url(settings, cx.scope.origin.as_str(), &cx.scope.base, error);
        return Ok(Answer::Redirect(to));
    }
    built_in(cx, &pending, error.is_some()).await
}

async fn built_in<F: AppTypes>(
    cx: &Context<'_, F>,
    pending: &Pending,
    is_wrong: bool,
) -> Result<Answer, AuthError> {
    let callback_url = pending.callback_url(&cx.scope).unwrap_or_else(|| cx.callback_url.clone());
    let frame = cx.frame();
    let action = &cx.scope.action_url("second-factor");
    let (csrf_token, callback_url) = (cx.csrf_token.as_str(), callback_url.as_str());
    if let Some(secret) = pending.enrolment() {
        let issuer = &verify::settings(&cx.scope)?.issuer;
        let (url, secret) = (secret.url(issuer, &pending.label), secret.base32());
        let page = FirstEnrolmentPage {
            frame,
            action,
            csrf_token,
            callback_url,
            url: &url,
            secret: &secret,
            is_wrong,
        };
        return Ok(Answer::Page(page::first_enrolment(&page)));
    }
    let offers_codes = match pending.stored_user() {
        Some(user) => verify::has_codes(&cx.scope, &user).await?,
        None => false,
    };
    let uses_recovery_code = cx.request.query.get("recovery").is_some();
    let passkey = passkey_form(cx, pending).await?;
    Ok(Answer::Page(page::second_factor(&SecondFactorPage {
        frame,
        action,
        csrf_token,
        callback_url,
        offers_codes,
        uses_recovery_code,
        passkey: passkey.as_ref(),
        is_wrong,
    })))
}

/// Returns the form for a passkey, if the user has one.
#[cfg(feature = "passkey")]
async fn passkey_form<F: AppTypes>(
    cx: &Context<'_, F>,
    pending: &Pending,
) -> Result<Option<page::PasskeyForm>, AuthError> {
    let Some(user) = pending.stored_user() else { return Ok(None) };
    if !crate::flow::second_factor::passkey::has_one(&cx.scope, &user).await? {
        return Ok(None);
    }
    let provider = cx.scope.engine.providers.iter().find_map(crate::provider::Provider::passkey);
    let base = &cx.scope.base;
    Ok(provider.map(|provider| page::PasskeyForm {
        options: format!("{base}/webauthn-options/{}", provider.id),
        script: format!("{base}{}", page::passkey_script::src()),
    }))
}

/// Returns `None`: the application has no passkeys.
#[cfg(not(feature = "passkey"))]
async fn passkey_form<F: AppTypes>(
    _: &Context<'_, F>,
    _: &Pending,
) -> Result<Option<page::PasskeyForm>, AuthError> {
    Ok(None)
}

/// Checks the second factor and finishes the sign-in. A user who has enrolled an authenticator application sees the recovery
/// codes first, which are shown once.
pub(super) async fn prove<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    limit::network(&cx.scope).await?;
    let pending = Pending::read(&cx.scope).await?;
    let enrolment = second_factor(cx, &pending).await?;
    let codes: Vec<_> = enrolment.iter().flat_map(ConfirmedTotp::shown_codes).collect();
    let callback_url = pending.callback_url(&cx.scope).unwrap_or_else(|| cx.callback_url.clone());
    let signed_in = resume::resume(&mut cx.scope, &pending, enrolment).await?;
    if codes.is_empty() || !matches!(signed_in, SignedIn::Done) {
        return Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &callback_url)?));
    }
    let codes: Vec<&str> = codes.iter().map(Secret::expose).collect();
    let page = FirstCodesPage { frame: cx.frame(), codes: &codes, callback_url: callback_url.as_str() };
    Ok(Answer::Page(page::first_codes(&page)))
}

/// Checks what the form proves: a code, a new authenticator application, or a passkey.
async fn second_factor<F: AppTypes>(
    cx: &mut Context<'_, F>,
    pending: &Pending,
) -> Result<Option<ConfirmedTotp>, AuthError> {
    let request = cx.request;
    #[cfg(feature = "passkey")]
    if let (Some(data), None) = (request.body.text("data"), pending.enrolment()) {
        passkey(cx, pending, data).await?;
        return Ok(None);
    }
    code::check(&mut cx.scope, pending, request.body.text("code").unwrap_or_default()).await
}

/// Checks the response of a passkey.
#[cfg(feature = "passkey")]
async fn passkey<F: AppTypes>(
    cx: &mut Context<'_, F>,
    pending: &Pending,
    data: &str,
) -> Result<(), AuthError> {
    use crate::{
        flow::sign_in::by_passkey,
        provider::{Provider, webauthn::Response},
    };
    let user = pending.stored_user().ok_or(AuthError::NoPendingSignIn)?;
    let provider = cx.scope.engine.providers.iter().find_map(Provider::passkey);
    let provider = provider.ok_or(AuthError::InvalidProvider)?;
    let response = Response::parse(data)?;
    by_passkey::prove(&mut cx.scope, provider, response, &user).await
}
