//! The parts that the pages share which mail a link about an account: the parameters of the link, and what keeps the mail
//! from being sent.

use crate::{
    contract::EmailAddress,
    flow::error::AuthError,
    page::LinkProblem,
    provider::email::{LinkToken, MailError},
};

/// Returns the parameters of a link; `None` if one is missing or malformed.
pub(super) fn link(token: Option<&str>, address: Option<&str>) -> Option<(LinkToken, EmailAddress)> {
    Some((LinkToken::submitted(token?)?, EmailAddress::parse(address?).ok()?))
}

/// Returns the problem that the form is shown with again, and logs the error.
///
/// # Errors
/// Returns an error that no form is about.
pub(super) fn problem_of(error: AuthError) -> Result<LinkProblem, AuthError> {
    let problem = match &error {
        AuthError::EmailAddress(_) => LinkProblem::NotAnAddress,
        AuthError::Mail(MailError::Refused(_)) => LinkProblem::Refused,
        AuthError::Mail(MailError::Unavailable(_) | MailError::TimedOut) => LinkProblem::Unavailable,
        _ => return Err(error),
    };
    error.log();
    Ok(problem)
}
