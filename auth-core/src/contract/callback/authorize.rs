//! `#[auth::authorize]`: checks a submitted sign-in form and returns its user.

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    password_check::PasswordCheck,
    state::AppState,
};
use crate::contract::{
    error::BoxError,
    form::CredentialsForm,
    model::{KnownUser, User},
};

/// Checks a submitted sign-in form (Auth.js: `authorize` of a credentials provider).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an authorize callback for this application",
    label = "not an authorize callback",
    note = "put `#[auth::authorize]` on the function and register it by its name: `.credentials::<my_function>()`"
)]
pub trait AuthorizeCallback<S: AppState>: 'static {
    /// The form that the function takes.
    type Form: CredentialsForm;

    /// The return type of the function.
    type Outcome: AuthorizeOutcome;

    /// Runs the function.
    fn call(call: AuthorizeCall<'_, S>, form: Self::Form) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of an authorize callback, apart from the form.
pub struct AuthorizeCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The check of passwords that the library keeps.
    pub passwords: PasswordCheck<'c>,
}

argument_trait! {
    /// The arguments that an authorize callback may take, apart from its form.
    #[diagnostic::on_unimplemented(
        message = "an authorize callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take one form under `#[auth::credentials]`, a part of the state as `State<…>` (written out, no alias), \
            `&HeaderMap`, `Cookies<'_>`, `Option<ClientIp>` and `PasswordCheck<'_>`"
    )]
    pub trait AuthorizeArgument<'c, S>: AuthorizeCall<'c, S>;
}

arguments! {
    AuthorizeArgument<'c, S>: AuthorizeCall<'c, S>;
    PasswordCheck<'c> => |call| call.passwords;
}

/// The values that an authorize callback may return.
///
/// `None` means that the form was wrong. An error means that the form could not be checked, except for a
/// [`CredentialsSignin`](crate::contract::CredentialsSignin), which refuses the sign-in with a code.
#[diagnostic::on_unimplemented(
    message = "an authorize callback cannot return `{Self}`",
    label = "not a user",
    note = "return `Option<User>`, `User`, `Option<KnownUser>`, `KnownUser`, or a `Result` of one of them"
)]
pub trait AuthorizeOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the user who signs in; `None` if the form was wrong.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn user(self) -> Result<Option<KnownUser>, BoxError>;
}

/// Implements the outcome trait for a user, and for an `Option` of it.
macro_rules! users {
    ($($User:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl AuthorizeOutcome for $User {
            fn user(self) -> Result<Option<KnownUser>, BoxError> {
                Ok(Some(self.into()))
            }
        }

        #[diagnostic::do_not_recommend]
        impl AuthorizeOutcome for Option<$User> {
            fn user(self) -> Result<Option<KnownUser>, BoxError> {
                Ok(self.map(Into::into))
            }
        }
    )*};
}

users!(User, KnownUser);

#[diagnostic::do_not_recommend]
impl<O: AuthorizeOutcome, E: Into<BoxError> + Send> AuthorizeOutcome for Result<O, E> {
    fn user(self) -> Result<Option<KnownUser>, BoxError> {
        self.map_err(Into::into)?.user()
    }
}
