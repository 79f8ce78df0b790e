//! `GET /totp`: the authenticator application of the signed-in user. `POST /totp`: enrols, replaces or removes it, or makes
//! new recovery codes.

use super::Context;
use crate::{
    adapter::Adapter,
    contract::StoredTotp,
    flow::{
        error::AuthError,
        pages::{self, StepUpUrl},
        response::Answer,
        second_factor::{
            enrolment::{self, Begun, Enrolment, ShownCodes},
            label,
            verify::settings,
        },
        session::{self, OwnSession},
        types::AppTypes,
    },
    page::{self, EnrolPage, Page, RecoveryCodesPage, TotpForm, TotpPage, TotpProblem},
};

/// Returns the page for the state of the user, or a redirect to that of the application. Without a session, the browser is
/// sent to the sign-in page. To enrol, the user has to have signed in or proven something in the last ten minutes; otherwise
/// the browser is sent to the step-up page.
pub(super) async fn page<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    settings(&cx.scope)?;
    if let Some(page) = &cx.scope.engine.settings.pages.totp {
        let mut query = vec![("callbackUrl", leave(cx))];
        query.extend(cx.request.query.error().map(|error| ("error", error)));
        return Ok(Answer::Redirect(page.with_query(&query).as_str().to_owned()));
    }
    let Some(own) = session::own(&cx.scope).await? else { return Ok(to_sign_in(cx)) };
    let problem = cx.request.query.error().and_then(TotpProblem::from_query);
    match enrolment::begin(&cx.scope, &own).await {
        Ok(Begun::New(enrolment)) => enrol(cx, &own, &enrolment, problem),
        Ok(Begun::Present(totp)) => Ok(Answer::Page(state(cx, &totp, problem))),
        Err(AuthError::StepUpRequired) => Ok(to_step_up(cx)),
        Err(error) => Err(error),
    }
}

/// Runs the action in the field `action` of the form.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    settings(&cx.scope)?;
    cx.require_csrf()?;
    let Some(own) = session::own(&cx.scope).await? else { return Ok(to_sign_in(cx)) };
    let code = cx.request.body.text("code").unwrap_or_default();
    let user = own.user.id();
    let answer = match cx.request.body.text("action") {
        Some("confirm") => return confirm(cx, own, code).await,
        Some("replace") => match enrolment::begin_replacement(&mut cx.scope, &own, code).await {
            Ok(enrolment) => enrol(cx, &own, &enrolment, None),
            Err(error) => Err(error),
        },
        Some("recovery-codes") => {
            let codes = enrolment::replace_codes(&mut cx.scope, own, code).await;
            codes.map(|codes| shown(cx, &codes))
        }
        Some("remove") => {
            let removed = enrolment::remove(&mut cx.scope, own, code).await;
            removed.map(|alone| Answer::Page(page::totp_removed(&cx.frame(), leave(cx), alone)))
        }
        _ => return Err(AuthError::UnknownAction),
    };
    match answer {
        Err(AuthError::WrongCode) => {
            AuthError::WrongCode.log();
            match cx.scope.adapter()?.second_factor(&user).await? {
                Some(totp) => Ok(Answer::Page(state(cx, &totp, Some(TotpProblem::WrongCode)))),
                None => Ok(again(cx, TotpProblem::Changed)),
            }
        }
        answer => told(cx, answer),
    }
}

/// Confirms an enrolment.
async fn confirm<F: AppTypes>(
    cx: &mut Context<'_, F>,
    own: OwnSession<F::Token>,
    code: &str,
) -> Result<Answer, AuthError> {
    let sealed = cx.request.body.text("enrolment").unwrap_or_default();
    let enrolment = match enrolment::read(&cx.scope, &own, sealed) {
        Ok(enrolment) => enrolment,
        Err(AuthError::EnrolmentExpired) => return Ok(again(cx, TotpProblem::Expired)),
        Err(error) => return Err(error),
    };
    let account = label(&own.user.user).to_owned();
    match enrolment::confirm(&mut cx.scope, own, &enrolment, code).await {
        Ok(codes) => Ok(shown(cx, &codes)),
        Err(AuthError::WrongCode) => {
            AuthError::WrongCode.log();
            enrol_as(cx, &account, &enrolment, Some(TotpProblem::WrongCode))
        }
        Err(error) => told(cx, Err(error)),
    }
}

/// Sends the browser to the page again, if the user has changed in the meantime.
fn told<F: AppTypes>(cx: &Context<'_, F>, answer: Result<Answer, AuthError>) -> Result<Answer, AuthError> {
    match answer {
        Err(AuthError::SecondFactorChanged) => Ok(again(cx, TotpProblem::Changed)),
        answer => answer,
    }
}

fn enrol<F: AppTypes>(
    cx: &Context<'_, F>,
    own: &OwnSession<F::Token>,
    enrolment: &Enrolment,
    problem: Option<TotpProblem>,
) -> Result<Answer, AuthError> {
    enrol_as(cx, label(&own.user.user), enrolment, problem)
}

fn enrol_as<F: AppTypes>(
    cx: &Context<'_, F>,
    account: &str,
    enrolment: &Enrolment,
    problem: Option<TotpProblem>,
) -> Result<Answer, AuthError> {
    let issuer = &settings(&cx.scope)?.issuer;
    let page = page::enrol_totp(&EnrolPage {
        form: form(cx, &cx.scope.action_url("totp"), problem),
        enrolment: &enrolment.sealed,
        secret: &enrolment.secret.base32(),
        url: &enrolment.secret.url(issuer, account),
        replaces: enrolment.is_replacement(),
    });
    Ok(Answer::Page(page))
}

fn form<'a, F: AppTypes>(
    cx: &'a Context<'_, F>,
    action_url: &'a str,
    problem: Option<TotpProblem>,
) -> TotpForm<'a> {
    let (csrf_token, callback_url) = (cx.csrf_token.as_str(), leave(cx));
    TotpForm { frame: cx.frame(), action_url, csrf_token, callback_url, problem }
}

fn state<F: AppTypes>(cx: &Context<'_, F>, totp: &StoredTotp, problem: Option<TotpProblem>) -> Page {
    page::totp(&TotpPage {
        form: form(cx, &cx.scope.action_url("totp"), problem),
        since: &totp.created.to_iso(),
        recovery_codes: totp.recovery_codes,
    })
}

fn shown<F: AppTypes>(cx: &Context<'_, F>, shown: &ShownCodes) -> Answer {
    let codes: Vec<&str> = shown.codes.iter().map(|code| code.as_str()).collect();
    Answer::Page(page::recovery_codes(&RecoveryCodesPage {
        frame: cx.frame(),
        codes: &codes,
        callback_url: leave(cx),
        is_alone: shown.is_alone,
    }))
}

/// Sends the browser to the page again.
fn again<F: AppTypes>(cx: &Context<'_, F>, problem: TotpProblem) -> Answer {
    Answer::Redirect(format!("{}?error={}", cx.scope.action_url("totp"), problem.name()))
}

/// Returns the path of the page, with the URL to which the user goes afterwards.
fn own_path<F: AppTypes>(cx: &Context<'_, F>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    match cx.request.query.get("callbackUrl") {
        Some(url) => format!("{}/totp?{}", cx.scope.base, query.append_pair("callbackUrl", url).finish()),
        None => format!("{}/totp", cx.scope.base),
    }
}

/// Returns the URL to which the user goes afterwards. A sign-in or a step-up that led here has left that of this page.
fn leave<'a, F: AppTypes>(cx: &'a Context<'_, F>) -> &'a str {
    let (url, own) = (cx.callback_url.as_str(), cx.scope.action_url("totp"));
    let is_own = url.strip_prefix(&own).is_some_and(|rest| rest.is_empty() || rest.starts_with(['?', '#']));
    if is_own { cx.scope.origin.as_str() } else { url }
}

fn to_sign_in<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    Answer::Redirect(pages::sign_in_url(&cx.scope.engine.settings, &cx.scope.base, &own_path(cx)))
}

fn to_step_up<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let url = StepUpUrl { acr_values: "", max_age: Some(600), callback_url: &own_path(cx) };
    Answer::Redirect(url.below(&cx.scope.base))
}
