//! `/signup`: mails a link to the address of a new user. `/signup/finish`: the page of that link, with the application's form.
//!
//! A form gets a page, and JSON gets JSON.

use super::{
    Context,
    own_json::{self, is_wanted},
    own_link::{link, problem_of},
    own_page::OwnPage,
};
use crate::{
    check::callback_url::CallbackUrl,
    contract::EmailAddress,
    flow::{
        account_mail::{self, Outcome},
        error::AuthError,
        request::SignUpPage,
        response::Answer,
        sign_up::{self, SignUpError},
        types::AppTypes,
    },
    page::{self, FinishSignUpPage, SignUpField, SignUpProblem},
    provider::email::LinkToken,
};

const ASK: OwnPage = OwnPage("signup");
const FINISH: OwnPage = OwnPage("signup/finish");

/// The names of the fields that the page adds to those of the application.
const TOKEN: &str = "linkToken";
const EMAIL: &str = "linkEmail";

/// Returns a page of the sign-up. Changes nothing.
pub(super) async fn page<F: AppTypes>(
    cx: &mut Context<'_, F>,
    page: SignUpPage,
) -> Result<Answer, AuthError> {
    sign_up::form(&cx.scope)?;
    account_mail::options(&cx.scope)?;
    if page == SignUpPage::Ask {
        return Ok(ask_form(cx, cx.request.query.get("email"), None));
    }
    let query = &cx.request.query;
    let Some((token, address)) = link(query.get("token"), query.get("email")) else { return Ok(broken(cx)) };
    match sign_up::visit(&cx.scope, &address, &token).await {
        Ok(()) => finish_form(cx, (&token, &address), None),
        Err(error) => told(cx, error),
    }
}

/// Takes the address, or the application's form.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>, page: SignUpPage) -> Result<Answer, AuthError> {
    sign_up::form(&cx.scope)?;
    let done = match (cx.require_csrf(), page) {
        (Err(error), _) => Err(error),
        (Ok(()), SignUpPage::Ask) => request(cx).await,
        (Ok(()), SignUpPage::Finish) => finish(cx).await,
    };
    match done {
        Err(error) if is_wanted(cx) => own_json::failed(error),
        done => done,
    }
}

/// Sends the browser elsewhere.
fn to<F: AppTypes>(cx: &Context<'_, F>, url: String) -> Answer {
    if is_wanted(cx) { own_json::elsewhere(&url) } else { Answer::Redirect(url) }
}

/// Responds to a form that has to be corrected.
fn refused<F: AppTypes>(cx: &Context<'_, F>, code: &str, problem: SignUpProblem<'_>) -> Answer {
    own_json::refused(SignUpProblem::status(Some(problem)), code, &problem.message(&cx.frame()))
}

fn ask_form<F: AppTypes>(
    cx: &Context<'_, F>,
    entered: Option<&str>,
    problem: Option<SignUpProblem<'_>>,
) -> Answer {
    let (url, sign_in_url) = (ASK.url(cx), cx.scope.action_url("signin"));
    Answer::Page(page::sign_up(ASK.form(cx, &url), (entered, &sign_in_url), problem))
}

/// Mails a link. The response does not depend on whether a user has the address.
async fn request<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    let entered = cx.request.body.text("email").unwrap_or_default();
    let requested = match EmailAddress::parse(entered) {
        Ok(address) => sign_up::request(&mut cx.scope, &address).await.map(|outcome| (outcome, address)),
        Err(invalid) => Err(invalid.into()),
    };
    let problem = match requested {
        Ok((Outcome::Redirected(elsewhere), _)) => return Ok(to(cx, elsewhere.to_string())),
        Ok((Outcome::Done(()), _)) if is_wanted(cx) => return Ok(own_json::done()),
        Ok((Outcome::Done(()), address)) => {
            let url = ASK.url(cx);
            return Ok(Answer::Page(page::sign_up_mail_sent(ASK.form(cx, &url), address.as_str())));
        }
        Err(error) => problem_of(error)?,
    };
    let (code, problem) = (problem.code(), SignUpProblem::Link(problem));
    Ok(if is_wanted(cx) { refused(cx, code, problem) } else { ask_form(cx, Some(entered), Some(problem)) })
}

/// Returns the page with the application's form, filled with what was typed, apart from passwords.
fn finish_form<F: AppTypes>(
    cx: &Context<'_, F>,
    (token, address): (&LinkToken, &EmailAddress),
    problem: Option<SignUpProblem<'_>>,
) -> Result<Answer, AuthError> {
    let (form, url, body) = (sign_up::form(&cx.scope)?, FINISH.url(cx), &cx.request.body);
    let fields: Vec<SignUpField<'_>> = form
        .fields
        .iter()
        .map(|field| SignUpField { field, typed: problem.and_then(|_| body.text(field.name)) })
        .collect();
    let page = FinishSignUpPage {
        form: FINISH.form(cx, &url),
        token: (TOKEN, token.expose()),
        address: (EMAIL, address.as_str()),
        fields: &fields,
        least: sign_up::least_password(&cx.scope, form.fields),
        problem,
    };
    Ok(Answer::Page(page::finish_sign_up(&page)))
}

fn broken<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    let (again_url, sign_in_url) = (ASK.url(cx), cx.scope.action_url("signin"));
    Answer::Page(page::broken_sign_up_link(cx.frame(), &again_url, &sign_in_url))
}

/// Shows the page of a link that does not work; any other error is the engine's.
fn told<F: AppTypes>(cx: &Context<'_, F>, error: AuthError) -> Result<Answer, AuthError> {
    match error {
        AuthError::Verification if !is_wanted(cx) => {
            error.log();
            Ok(broken(cx))
        }
        error => Err(error),
    }
}

/// Creates the user, and sends the signed-in browser on.
async fn finish<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    let body = &cx.request.body;
    let Some((token, address)) = link(body.text(TOKEN), body.text(EMAIL)) else {
        return told(cx, AuthError::Verification);
    };
    let error = match sign_up::finish(&mut cx.scope, (&address, &token), body).await {
        Ok(signed_in) => {
            let target = match FINISH.leave(cx) == cx.callback_url.as_str() {
                true => cx.callback_url.clone(),
                false => CallbackUrl::home(&cx.scope.origin),
            };
            let target = signed_in.target(&mut cx.scope, &target)?;
            return Ok(to(cx, target));
        }
        Err(error) => error,
    };
    let code = error.code();
    let refusal;
    let problem = match error {
        SignUpError::Field(_) | SignUpError::Profile(_) => SignUpProblem::Invalid,
        SignUpError::Refused(refused) => {
            refusal = refused;
            SignUpProblem::Refused(refusal.message())
        }
        SignUpError::Auth(error @ AuthError::Callback { callback: "sign_up", .. }) => {
            error.log();
            SignUpProblem::Failed
        }
        #[cfg(feature = "password")]
        SignUpError::Auth(error @ AuthError::Password(_)) => {
            SignUpProblem::Password(super::new_password::problem_of(error)?)
        }
        SignUpError::Auth(error) => return told(cx, error),
    };
    if is_wanted(cx) {
        Ok(refused(cx, code, problem))
    } else {
        finish_form(cx, (&token, &address), Some(problem))
    }
}
