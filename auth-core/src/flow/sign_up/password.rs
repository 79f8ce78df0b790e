//! The password of a sign-up form: checked by the rules before anything is written, and stored with the user.

use super::AuthError;
use crate::{
    adapter::NewUser,
    contract::{
        EmailAddress, Password,
        form::{Field, FormInput, PasswordRole},
    },
    flow::{
        password::{AcceptedPassword, check_new_password},
        scope::Scope,
        settings::Settings,
        types::AppTypes,
    },
};

/// The password that the user has chosen, if the form has one.
pub(super) struct ChosenPassword(Option<AcceptedPassword>);

impl ChosenPassword {
    /// Returns the new user with the password.
    pub(super) fn of(&self, user: NewUser, settings: &Settings) -> NewUser {
        user.with_password(self.0.as_ref().map(|accepted| accepted.to_store(settings)))
    }
}

/// Returns the least number of characters of a password, if the form has one.
pub(crate) fn least_password<F: AppTypes>(scope: &Scope<'_, F>, fields: &[Field]) -> Option<usize> {
    let service = scope.engine.settings.passwords.as_ref()?;
    fields.iter().any(|field| field.password.is_some()).then(|| service.min_length())
}

/// Checks and hashes the password of a form. It must not consist of the address, or of what is in another field.
///
/// # Errors
/// Returns [`AuthError::Password`] if the password breaks a rule, or cannot be hashed now.
pub(super) async fn chosen<F: AppTypes>(
    scope: &Scope<'_, F>,
    (fields, input): (&'static [Field], &(dyn FormInput + Sync)),
    address: &EmailAddress,
) -> Result<ChosenPassword, AuthError> {
    let typed = fields.iter().find_map(|field| Some((field, field.password?)));
    let Some((field, role)) = typed else { return Ok(ChosenPassword(None)) };
    let typed = input.text(field.name).unwrap_or_default();
    if typed.is_empty() && role == PasswordRole::Optional {
        return Ok(ChosenPassword(None));
    }
    let others = fields.iter().filter(|other| other.input_type != "password");
    let about: Vec<Option<&str>> =
        others.map(|other| input.text(other.name)).chain([Some(address.as_str())]).collect();
    let accepted = check_new_password(&scope.engine.settings, &Password::new(typed), about).await?;
    Ok(ChosenPassword(Some(accepted)))
}
