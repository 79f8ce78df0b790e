//! `#[auth::legacy_password]`: checks a password against a hash that another program has left.

use std::marker::PhantomData;

use super::state::AppState;
use crate::contract::{error::BoxError, secret::Secret};

/// Checks a password against a hash that another program has left.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a legacy-password function for this application",
    label = "not a legacy-password function",
    note = "put `#[auth::legacy_password]` on the function and register it by its name: \
        `.legacy_password::<my_function>()`"
)]
pub trait LegacyPasswordCallback<S: AppState>: 'static {
    /// The return type of the function.
    type Outcome: LegacyPasswordOutcome;

    /// Runs the function, which never waits: the future is ready at once.
    fn call(call: LegacyPasswordCall<'_, S>) -> impl Future<Output = Self::Outcome> + Send;
}

/// The call of a legacy-password function.
pub struct LegacyPasswordCall<'c, S> {
    /// The password as it was typed.
    pub password: &'c Secret,
    /// The stored hash.
    pub hash: &'c str,
    state: PhantomData<fn() -> S>,
}

impl<'c, S> LegacyPasswordCall<'c, S> {
    /// Builds the call.
    pub fn new(password: &'c Secret, hash: &'c str) -> Self {
        Self { password, hash, state: PhantomData }
    }
}

/// The arguments that a legacy-password function may take.
#[diagnostic::on_unimplemented(
    message = "a legacy-password function cannot take `{Self}`",
    label = "not available in this callback",
    note = "it can take the password as `&Secret` and the stored hash as `&str`"
)]
pub trait LegacyPasswordArgument<'c, S: AppState>: Sized {
    /// Takes the argument from the call.
    fn from_call(call: &LegacyPasswordCall<'c, S>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState> LegacyPasswordArgument<'c, S> for &'c Secret {
    fn from_call(call: &LegacyPasswordCall<'c, S>) -> Self {
        call.password
    }
}

#[diagnostic::do_not_recommend]
impl<'c, S: AppState> LegacyPasswordArgument<'c, S> for &'c str {
    fn from_call(call: &LegacyPasswordCall<'c, S>) -> Self {
        call.hash
    }
}

/// The values that a legacy-password function may return: `true` if the password is right. An error means that the hash could
/// not be checked, for example because its format is unknown. It is logged, and the password counts as wrong.
#[diagnostic::on_unimplemented(
    message = "a legacy-password function cannot return `{Self}`",
    label = "not `true` or `false`",
    note = "return `bool`, or a `Result` of it"
)]
pub trait LegacyPasswordOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns `true` if the password is right.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn verdict(self) -> Result<bool, BoxError>;
}

#[diagnostic::do_not_recommend]
impl LegacyPasswordOutcome for bool {
    fn verdict(self) -> Result<bool, BoxError> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> LegacyPasswordOutcome for Result<bool, E> {
    fn verdict(self) -> Result<bool, BoxError> {
        self.map_err(Into::into)
    }
}
