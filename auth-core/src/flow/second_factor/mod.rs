//! The second factor of a sign-in: whether it is due, the cookie between the factors, and the check of codes.

pub(crate) mod code;
pub(crate) mod demand;
pub(crate) mod enrolment;
#[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
pub(crate) mod kept_account;
pub(crate) mod passkey;
pub(crate) mod pending;
pub(crate) mod proven;
pub(crate) mod store;
pub(crate) mod verify;

use crate::contract::User;

/// Returns the name of a user in an authenticator application: the e-mail address, the name or the ID.
pub(crate) fn label(user: &User) -> &str {
    user.email.as_deref().or(user.name.as_deref()).unwrap_or(user.id.as_str())
}
