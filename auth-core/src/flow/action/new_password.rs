//! `/password/change`: the signed-in user changes the password, or chooses the first one.

use super::{Context, own_page::OwnPage};
use crate::{
    check::password::PasswordError,
    contract::Password,
    flow::{
        error::AuthError,
        new_password::change::{self, NeededProof},
        request::PasswordPage,
        response::Answer,
        session::{self, OwnSession},
        settings::Settings,
        types::AppTypes,
    },
    page::{self, PasswordProblem},
};

const PAGE: OwnPage = OwnPage("password/change");

/// Returns `true` if the application has a page. A forgotten password needs mails about accounts.
pub(super) fn is_on(settings: &Settings, page: PasswordPage) -> bool {
    let is_possible = match page {
        PasswordPage::Change => true,
        PasswordPage::Forgot | PasswordPage::Reset => settings.changes_addresses(),
    };
    is_possible && settings.passwords.is_some()
}

/// Returns the page. A user without a password, who has proven nothing in the last ten minutes, is sent to the step-up page.
pub(super) async fn page<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    match session::own(&cx.scope).await? {
        Some(own) => ask(cx, &own, None).await,
        None => Ok(PAGE.to_sign_in(cx)),
    }
}

async fn ask<F: AppTypes>(
    cx: &Context<'_, F>,
    own: &OwnSession<F::Token>,
    problem: Option<PasswordProblem>,
) -> Result<Answer, AuthError> {
    let step_up_url = match change::needed(&cx.scope, own).await? {
        NeededProof::Fresh => return Ok(PAGE.to_step_up(cx)),
        NeededProof::Current => Some(PAGE.step_up_url(cx)),
        NeededProof::Nothing => None,
    };
    let url = PAGE.url(cx);
    Ok(Answer::Page(page::change_password(PAGE.form(cx, &url), step_up_url.as_deref(), least(cx), problem)))
}

/// Stores the new password.
pub(super) async fn run<F: AppTypes>(cx: &mut Context<'_, F>) -> Result<Answer, AuthError> {
    cx.require_csrf()?;
    let Some(own) = session::own(&cx.scope).await? else { return Ok(PAGE.to_sign_in(cx)) };
    let current = cx.request.body.text("password").filter(|typed| !typed.is_empty()).map(Password::new);
    let new = Password::new(cx.request.body.text("newPassword").unwrap_or_default());
    let problem = match change::change(&mut cx.scope, own, current.as_ref(), &new).await {
        Ok(is_alone) => {
            let url = PAGE.url(cx);
            return Ok(Answer::Page(page::password_saved(PAGE.form(cx, &url), None, is_alone)));
        }
        Err(AuthError::StepUpRequired) => return Ok(PAGE.to_step_up(cx)),
        Err(error) => problem_of(error)?,
    };
    match session::own(&cx.scope).await? {
        Some(own) => ask(cx, &own, Some(problem)).await,
        None => Ok(PAGE.to_sign_in(cx)),
    }
}

/// Returns the least number of characters of a password.
pub(super) fn least<F: AppTypes>(cx: &Context<'_, F>) -> usize {
    cx.scope.engine.settings.passwords.as_ref().map_or(0, |service| service.min_length())
}

/// Returns the problem that the form is shown with, and logs the error.
///
/// # Errors
/// Returns an error that no form is about.
pub(super) fn problem_of(error: AuthError) -> Result<PasswordProblem, AuthError> {
    let problem = match error {
        AuthError::Password(PasswordError::Refused(refused)) => PasswordProblem::Refused(refused),
        AuthError::Password(PasswordError::Overtaken) => PasswordProblem::Overtaken,
        AuthError::Password(PasswordError::Busy) => PasswordProblem::Busy,
        AuthError::CredentialsSignin(_) => PasswordProblem::Wrong,
        error => return Err(error),
    };
    error.log();
    Ok(problem)
}
