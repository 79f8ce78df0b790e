//! The reasons why a password is not hashed, checked or stored.

use super::rules::RefusedPassword;
use crate::contract::BoxError;

/// The reason why a password was not hashed, checked or stored. A password that is merely wrong is none.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum PasswordError {
    /// A new password breaks a rule.
    #[error("the new password was refused: {0}")]
    Refused(#[from] RefusedPassword),
    /// So many passwords are being hashed that this one would wait too long. The browser gets the status 503.
    #[error(
        "too many passwords are being hashed: `.concurrent_hashes(…)` and `.max_wait(…)` of `Passwords` set how many are \
         at a time, and for how long others wait"
    )]
    Busy,
    /// The password was not stored, because another one was stored in the meantime.
    #[error("the password was not stored, because another one was stored in the meantime")]
    Overtaken,
    /// The password could not be hashed, or a hash of another program could not be checked.
    #[error("the password could not be hashed, or a hash of another program could not be checked")]
    Failed(#[source] BoxError),
    /// The application keeps no passwords.
    #[error("passwords are not turned on: call `.passwords(…)` on the builder")]
    NotTurnedOn,
}

crate::contract::readable::debug_by_message!(PasswordError);

impl PasswordError {
    /// Returns the code that the browser receives.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Refused(_) => "PasswordRefused",
            Self::Busy => "Busy",
            Self::Overtaken | Self::Failed(_) | Self::NotTurnedOn => "Configuration",
        }
    }
}
