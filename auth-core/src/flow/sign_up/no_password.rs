//! The password of a sign-up form, without the feature `password`: there is none.

use super::AuthError;
use crate::{
    adapter::NewUser,
    contract::{
        EmailAddress,
        form::{Field, FormInput},
    },
    flow::{scope::Scope, settings::Settings, types::AppTypes},
};

/// No password.
pub(super) struct ChosenPassword;

impl ChosenPassword {
    /// Returns the new user as it is.
    pub(super) fn of(&self, user: NewUser, _: &Settings) -> NewUser {
        user
    }
}

/// Returns `None`: no form has a password.
pub(crate) fn least_password<F: AppTypes>(_: &Scope<'_, F>, _: &[Field]) -> Option<usize> {
    None
}

/// Chooses no password.
pub(super) async fn chosen<F: AppTypes>(
    _: &Scope<'_, F>,
    _: (&'static [Field], &(dyn FormInput + Sync)),
    _: &EmailAddress,
) -> Result<ChosenPassword, AuthError> {
    Ok(ChosenPassword)
}
