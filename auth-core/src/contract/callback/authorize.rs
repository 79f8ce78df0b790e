//! `#[auth::authorize]`: is the form right?

use super::arguments::{RequestFacts, argument_trait};
use super::state::AppState;
use crate::contract::{error::BoxError, form::CredentialsForm, model::User};

/// Checks a sign-in form (Auth.js: `authorize` of a credentials provider).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an authorize callback for this application",
    label = "not an authorize callback",
    note = "put `#[auth::authorize]` on the function and wire it by its name: `.credentials::<my_function>()`"
)]
pub trait AuthorizeCallback<S: AppState>: 'static {
    /// The form that it takes.
    type Form: CredentialsForm;

    /// What the function returns.
    type Outcome: AuthorizeOutcome;

    /// Runs the function.
    fn call(call: AuthorizeCall<'_, S>, form: Self::Form) -> impl Future<Output = Self::Outcome> + Send;
}

/// What an authorize callback is called with, beside the form.
pub struct AuthorizeCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
}

argument_trait! {
    /// What an authorize callback may take beside its form.
    #[diagnostic::on_unimplemented(
        message = "an authorize callback cannot take `{Self}`",
        label = "not there when a form is checked",
        note = "it can take one form under `#[auth::credentials]`, `State<…>` (written out, no alias), \
            `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait AuthorizeArgument<'c, S>: AuthorizeCall<'c, S>;
}

/// What an authorize callback may return.
///
/// No user means that the form was wrong. An error means that it could not be checked, save for a
/// [`CredentialsSignin`](crate::contract::CredentialsSignin), which refuses with a code.
#[diagnostic::on_unimplemented(
    message = "an authorize callback cannot return `{Self}`",
    label = "does not say who signs in",
    note = "return `Option<User>`, `User`, or a `Result` of either"
)]
pub trait AuthorizeOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// Who signs in, if the form was right.
    ///
    /// # Errors
    /// The error of the application.
    fn user(self) -> Result<Option<User>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl AuthorizeOutcome for User {
    fn user(self) -> Result<Option<User>, BoxError> {
        Ok(Some(self))
    }
}

#[diagnostic::do_not_recommend]
impl AuthorizeOutcome for Option<User> {
    fn user(self) -> Result<Option<User>, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<O: AuthorizeOutcome, E: Into<BoxError> + Send> AuthorizeOutcome for Result<O, E> {
    fn user(self) -> Result<Option<User>, BoxError> {
        self.map_err(Into::into)?.user()
    }
}
