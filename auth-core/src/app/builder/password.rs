//! The builder's method for passwords, and its checks.

use std::{
    pin::pin,
    sync::Arc,
    task::{Context, Poll, Waker},
};

use super::*;
use crate::{
    adapter::Kind,
    contract::callback::legacy_password::{
        LegacyPasswordCall, LegacyPasswordCallback, LegacyPasswordOutcome,
    },
    provider::passwords::{ALONE, LegacyCheck, PasswordService, Passwords, WITH_SECOND_FACTOR},
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

    /// Sets the function that checks passwords against the hashes that another program has left
    /// (`#[auth::legacy_password]`): bcrypt, scrypt, PBKDF2 and others. The hashes are in the table `auth_password`, as they
    /// are. If a password is right, its hash is replaced by one of argon2id. Default: a hash of another program is never right.
    ///
    /// Auth.js has no such callback.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::LegacyWithoutPasswords`] without [`passwords`](Self::passwords).
    #[doc(alias("bcrypt", "scrypt", "pbkdf2", "migrate_passwords"))]
    pub fn legacy_password<L: LegacyPasswordCallback<S>>(mut self) -> Self {
        if self.options.legacy_password.is_some() {
            self.problems.push(BuildProblem::RegisteredTwice("legacy_password"));
        }
        self.options.legacy_password = Some(Arc::new(|password, hash| {
            let call = LegacyPasswordCall::new(password, hash);
            // The function is not `async`, so its future is ready at once.
            match pin!(L::call(call)).poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(outcome) => outcome.verdict(),
                Poll::Pending => Err("a legacy-password function cannot wait".into()),
            }
        }));
        self
    }
}

/// Finds settings of passwords that cannot work.
pub(super) fn check(options: &Options, problems: &mut Vec<BuildProblem>) {
    let Some(passwords) = &options.passwords else {
        if options.legacy_password.is_some() {
            problems.push(BuildProblem::LegacyWithoutPasswords);
        }
        return;
    };
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
            help = "short_passwords",
            "passwords of {length} characters are accepted, and no `.second_factor::<…>()` asks for a second factor: a \
             password alone needs {ALONE} (NIST SP 800-63B-4)"
        ),
        _ => {}
    }
    match passwords.cost() {
        Err(error) => problems.push(BuildProblem::PasswordCost(error.to_string())),
        Ok(cost) if !cost.is_strong() => tracing::warn!(
            target: "auth",
            help = "weak_password_cost",
            "the cost of `.argon2id(…)` is lower than what OWASP recommends: 19456 KiB of memory and two passes, or more \
             passes for less memory"
        ),
        Ok(_) => {}
    }
}

/// Returns the passwords of the running application.
pub(super) fn service(
    passwords: Option<Passwords>,
    legacy: Option<LegacyCheck>,
    asks_second_factor: bool,
) -> Option<PasswordService> {
    passwords.map(|passwords| passwords.service(asks_second_factor, legacy))
}
