//! The builder's method for passwords, and its checks.

use super::*;
use crate::{
    adapter::Kind,
    provider::passwords::{ALONE, PasswordService, Passwords, WITH_SECOND_FACTOR},
};

/// Passwords.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds sign-in by e-mail address and password, with hashes in the database: `.passwords(Passwords::new())`.
    ///
    /// Auth.js: a `Credentials` provider whose `authorize` compares a hash. On the wire it is the same: the provider
    /// `credentials` with the fields `email` and `password`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::PasswordsWithoutAdapter`] if there is no database,
    /// [`BuildProblem::PasswordsNotKept`] if its adapter keeps no passwords, [`BuildProblem::PasswordLength`] if passwords
    /// could be too short, and [`BuildProblem::PasswordCost`] if argon2id does not have the cost.
    #[doc(alias("password", "email_and_password", "argon2", "hash"))]
    #[doc(alias = "emailAndPassword")]
    pub fn passwords(mut self, passwords: Passwords) -> Self {
        if passwords.has_form {
            self.providers.push(Provider::Credentials(passwords.provider()));
        }
        self.options.passwords = Some(passwords);
        self
    }
}

/// Finds settings of passwords that cannot work.
pub(super) fn check(options: &Options, problems: &mut Vec<BuildProblem>) {
    let Some(passwords) = &options.passwords else { return };
    match &options.store {
        None => problems.push(BuildProblem::PasswordsWithoutAdapter),
        Some(store) if !store.adapter.keeps(Kind::Passwords) => {
            problems.push(BuildProblem::PasswordsNotKept);
        }
        Some(_) => {}
    }
    match passwords.min_length {
        Some(length) if length < WITH_SECOND_FACTOR => {
            problems.push(BuildProblem::PasswordLength(length));
        }
        Some(length) if length < ALONE && !options.asks_second_factor => tracing::warn!(
            target: "auth",
            "passwords of {length} characters are accepted, and no `.second_factor::<…>()` asks for a second factor: a \
             password alone needs {ALONE} (NIST SP 800-63B-4)"
        ),
        _ => {}
    }
    match passwords.cost() {
        Err(error) => problems.push(BuildProblem::PasswordCost(error.to_string())),
        Ok(cost) if !cost.is_strong() => tracing::warn!(
            target: "auth",
            "the cost of `.argon2id(…)` is lower than what OWASP recommends: 19456 KiB of memory and two passes, or more \
             passes for less memory"
        ),
        Ok(_) => {}
    }
}

/// Returns the passwords of the running application.
pub(super) fn service(passwords: Option<Passwords>, asks_second_factor: bool) -> Option<PasswordService> {
    passwords.map(|passwords| passwords.service(asks_second_factor))
}
