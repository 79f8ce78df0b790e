//! A running application: its settings, its providers and, in its type, its callbacks.

use std::marker::PhantomData;

use super::{
    before_deletion::DeleteAccount, error::AuthError, settings::Settings, sign_up_form::SignUpForm,
    types::AppTypes,
};
use crate::provider::Provider;

/// A running application.
pub(crate) struct Engine<F: AppTypes> {
    pub(crate) settings: Settings,
    pub(crate) state: F::State,
    pub(crate) providers: Vec<Provider<F::State>>,
    /// The callback before the deletion of a user.
    pub(crate) delete_account: Option<Box<dyn DeleteAccount<F::State>>>,
    /// The sign-up callback, with its form.
    #[cfg_attr(not(feature = "email"), allow(dead_code, reason = "a sign-up needs mails"))]
    pub(crate) sign_up: Option<SignUpForm<F::State>>,
    pub(crate) types: PhantomData<fn() -> F>,
}

impl<F: AppTypes> Engine<F> {
    /// Returns the provider with an ID.
    ///
    /// # Errors
    /// Fails if the application has no such provider.
    pub(crate) fn provider(&self, id: &str) -> Result<&Provider<F::State>, AuthError> {
        self.providers.iter().find(|provider| provider.id() == id).ok_or(AuthError::UnknownProvider)
    }
}
