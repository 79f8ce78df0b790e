//! `/password/forgot`: mails a link to a user who has forgotten the password. `/password/reset`: the page of that link, on
//! which the user chooses a new password.

use super::{
    Context,
    new_password::{least, problem_of},
    own_link::{self, link},
    own_page::OwnPage,
};
use crate::{
    contract::{EmailAddress, Password},
    flow::{
        account_mail, error::AuthError, new_password::reset, response::Answer, sign_in::limit,
        types::AppTypes,
    },
    page::{self, PasswordProblem},
    provider::email::LinkToken,
};

const FORGOT: OwnPage = OwnPage("password/forgot");
const RESET: OwnPage = OwnPage("password/reset");

/// Returns the page that asks for an address.
pub(super) fn forgot_page<F: AppTypes>(cx: &Context<'_, F>) -> Result<Answer, AuthError> {
    account_mail::options(&cx.scope)?;
    Ok(forgot_form(cx, cx.request.query.get("email"), None))
}

fn forgot_form<F: AppTypes>(
    cx: &Context<'_, F>,
    entered: Option<&str>,
    problem: Option<PasswordProblem>,
) -> Answer {
    let url = FORGOT.url(cx);
    Answer::Page(page::forgot_password(FORGOT.form(cx, &url), entered, problem))
}

/// Mails a link. The response does not depend on whether a user has the address.
pub(super) async fn request<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    account_mail::options(&cx.scope)?;
    cx.require_csrf()?;
    let entered = cx.request.body.text("email").unwrap_or_default();
    let requested = match EmailAddress::parse(entered) {
        Ok(address) => reset::request(&cx.scope, &address).await.map(|()| address),
        Err(invalid) => Err(invalid.into()),
    };
    let problem = match requested {
        Ok(address) => {
            let url = FORGOT.url(cx);
            return Ok(Answer::Page(page::reset_mail_sent(FORGOT.form(cx, &url), address.as_str())));
        }
        Err(error) => PasswordProblem::Link(own_link::problem_of(error)?),
    };
    Ok(forgot_form(cx, Some(entered), Some(problem)))
}

/// Returns the page of an opened link. Changes nothing.
pub(super) async fn reset_page<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    limit::network(&cx.scope).await?;
    let query = &cx.request.query;
    let Some((token, address)) = link(query.get("token"), query.get("email")) else { return Ok(broken(cx)) };
    match reset::open(&cx.scope, &address, &token).await {
        Ok(_) => Ok(reset_form(cx, &token, &address, None)),
        Err(error) => told(cx, error),
    }
}

fn reset_form<F: AppTypes>(
    cx: &Context<'_, F>,
    token: &LinkToken,
    address: &EmailAddress,
    problem: Option<PasswordProblem>,
) -> Answer {
    let url = RESET.url(cx);
    let link = (token.expose(), address.as_str());
    Answer::Page(page::reset_password(RESET.form(cx, &url), link, least(cx), problem))
}

fn broken<F: AppTypes>(cx: &Context<'_, F>) -> Answer {
    Answer::Page(page::broken_reset_link(cx.frame(), &FORGOT.url(cx)))
}

fn told<F: AppTypes>(cx: &Context<'_, F>, error: AuthError) -> Result<Answer, AuthError> {
    match error {
        AuthError::Verification => {
            error.log();
            Ok(broken(cx))
        }
        error => Err(error),
    }
}

/// Stores the new password. The user signs in with it afterwards, and proves the second factor there.
pub(super) async fn reset<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let body = &cx.request.body;
    let Some((token, address)) = link(body.text("token"), body.text("email")) else { return Ok(broken(cx)) };
    let new = Password::new(body.text("newPassword").unwrap_or_default());
    match reset::reset(&cx.scope, &address, &token, &new).await {
        Ok(is_alone) => {
            let (url, sign_in_url) = (RESET.url(cx), cx.scope.action_url("signin"));
            let form = RESET.form(cx, &url);
            Ok(Answer::Page(page::password_saved(form, Some(&sign_in_url), is_alone)))
        }
        Err(AuthError::Verification) => told(cx, AuthError::Verification),
        Err(error) => Ok(reset_form(cx, &token, &address, Some(problem_of(error)?))),
    }
}
