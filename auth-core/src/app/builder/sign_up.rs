//! The builder's method for sign-ups, and its checks.

use super::{AuthBuilder, BuildProblem, Options};
use crate::{
    contract::{
        AppState,
        callback::sign_up::{SignUpCallback, SignUpColumns, SignUpOutcome},
    },
    flow::sign_up_form::SignUpForm,
};

/// Sign-ups.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Serves the page `/signup` below the base path, on which new users create an account: a link by mail proves the address,
    /// and the page that it leads to shows the form of the function (`#[auth::sign_up]`), which returns the user to create.
    /// The sign-in page gets a link to it. Default: there is no such page.
    ///
    /// The mails are those of `.account_mails(…)`, with its [time](crate::provider::email::AccountMails::max_age) for the
    /// link. A known address gets a mail that says so; the page does not.
    ///
    /// Auth.js has no such callback.
    ///
    /// Call it after [`state`](AuthBuilder::state) and [`users`](AuthBuilder::users).
    ///
    /// [`build`](Self::build) reports [`BuildProblem::SignUpWithoutMails`] if mails about accounts are not turned on,
    /// [`BuildProblem::SignUpWithoutAdapter`] if there is no database, and [`BuildProblem::SignUpWithoutPasswords`] if the
    /// form has a [`Password`](crate::contract::Password) and passwords are not turned on.
    #[doc(alias("signup", "register", "registration", "create_account"))]
    pub fn sign_up<R>(mut self) -> Self
    where
        R: SignUpCallback<S, Outcome: SignUpOutcome<Columns: SignUpColumns<S::Columns>>>,
    {
        if self.sign_up.is_some() {
            self.problems.push(BuildProblem::RegisteredTwice("sign_up"));
        }
        self.sign_up = Some(SignUpForm::new::<R>());
        self
    }
}

/// Finds what a sign-up lacks.
pub(super) fn check<S: AppState>(
    form: Option<&SignUpForm<S>>,
    options: &Options,
    problems: &mut Vec<BuildProblem>,
) {
    let Some(form) = form else { return };
    if options.account_mails.is_none() {
        problems.push(BuildProblem::SignUpWithoutMails);
    }
    if options.store.is_none() {
        problems.push(BuildProblem::SignUpWithoutAdapter);
    }
    let password = form.fields.iter().find(|field| field.password.is_some());
    if let Some(field) = password.filter(|_| !options.has_passwords()) {
        problems.push(BuildProblem::SignUpWithoutPasswords(field.name.to_owned()));
    }
}

impl Options {
    #[cfg(feature = "password")]
    fn has_passwords(&self) -> bool {
        self.passwords.is_some()
    }

    #[cfg(not(feature = "password"))]
    fn has_passwords(&self) -> bool {
        false
    }
}
