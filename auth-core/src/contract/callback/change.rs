//! The changes that events report.

/// A change of the second factor of a user, or a sign of guessing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecondFactorChange {
    /// An authenticator application was enrolled, or replaced by another one.
    Enrolled,
    /// The authenticator application and its recovery codes were removed.
    Removed,
    /// The recovery codes were replaced by new ones.
    NewRecoveryCodes,
    /// A recovery code was used.
    RecoveryCodeUsed {
        /// The number of codes that are left.
        left: u32,
    },
    /// There were too many wrong codes, so that further ones are refused for some minutes. The first factor was right: the
    /// password or the mailbox of the user may be known to another person. Reported once in 15 minutes for a user.
    TooManyWrongCodes,
}

/// A change of a user's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasswordChange {
    /// The signed-in user had none, and has chosen the first one.
    Set,
    /// The signed-in user has chosen another one.
    Changed,
    /// The user had forgotten it, and has chosen another one by a link in a mail.
    Reset,
}
