//! `#[auth::second_factor]`: decides which users need a second factor.

use serde::de::DeserializeOwned;

use super::{
    arguments::{RequestFacts, argument_trait, arguments},
    profile::Profile,
    sign_in::{Form, SignInAttempt, SignInMethod, attempt_arguments},
    state::AppState,
    wiring::UsersOf,
};
use crate::contract::{
    error::BoxError,
    form::CredentialsForm,
    model::{Account, User, VerifiedEmail},
};

/// The decision about the second factor of a user who signs in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecondFactor {
    /// The user proves a second factor if they have enrolled an authenticator application. This is the default.
    #[default]
    IfEnrolled,
    /// The user proves a second factor. A user who has none enrols an authenticator application now, before there is a
    /// session.
    Required,
    /// The user needs no second factor for this sign-in, even if they have one.
    NotNeeded,
}

/// Decides whether a user who has proven the first factor needs a second one. It runs after the sign-in guards, and before
/// anything is written.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not decide about second factors of this application",
    label = "not a second-factor callback",
    note = "put `#[auth::second_factor]` on the function and register it by its name: \
        `.second_factor::<my_function>()`"
)]
pub trait SecondFactorCallback<S: AppState>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: SecondFactorOutcome;

    /// Runs the function.
    fn call(call: SecondFactorCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of a second-factor callback.
pub struct SecondFactorCall<'c, S: AppState> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The sign-in.
    pub attempt: SignInAttempt<'c, S>,
}

impl<S: AppState> Clone for SecondFactorCall<'_, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState> Copy for SecondFactorCall<'_, S> {}

argument_trait! {
    /// The arguments that a second-factor callback may take.
    #[diagnostic::on_unimplemented(
        message = "a second-factor callback cannot take `{Self}`",
        label = "not available in this callback",
        note = "it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`, `SignInMethod<'_>`, \
            `Option<VerifiedEmail<'_>>`, `Option<Profile<…>>`, `Option<Form<F>>` (with `#[auth::credentials]` on `F`), a part of the state as `State<…>` (written \
            out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
    )]
    pub trait SecondFactorArgument<'c, S>: SecondFactorCall<'c, S>;
}

arguments! {
    SecondFactorArgument<'c, S>: SecondFactorCall<'c, S>;
    SignInMethod<'c> => |call| call.attempt.method;
}

attempt_arguments!(SecondFactorArgument: SecondFactorCall);

/// The values that a second-factor callback may return.
#[diagnostic::on_unimplemented(
    message = "a second-factor callback cannot return `{Self}`",
    label = "not a decision about the second factor",
    note = "return `SecondFactor`, or a `Result` of it"
)]
pub trait SecondFactorOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the decision.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn decide(self) -> Result<SecondFactor, BoxError>;
}

#[diagnostic::do_not_recommend]
impl SecondFactorOutcome for SecondFactor {
    fn decide(self) -> Result<SecondFactor, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> SecondFactorOutcome for Result<SecondFactor, E> {
    fn decide(self) -> Result<SecondFactor, BoxError> {
        self.map_err(Into::into)
    }
}

/// Asks users who have enrolled a second factor for it, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState> SecondFactorCallback<S> for () {
    type Wired = Self;
    type Outcome = SecondFactor;

    async fn call(_: SecondFactorCall<'_, S>) -> SecondFactor {
        SecondFactor::IfEnrolled
    }
}
