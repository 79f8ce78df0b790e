//! The error of a submitted sign-up form.

use crate::{
    adapter::AdapterError,
    contract::{InvalidProfile, callback::sign_up::SignUpRefused},
    flow::error::AuthError,
};

/// The reason why a submitted sign-up form creates no user.
///
/// The link works on, unless the error is [`AuthError::Verification`] or a guard refused.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum SignUpError {
    /// The field with this name is missing or does not fit its type.
    #[error("the field `{0}` is missing or does not fit its type")]
    Field(&'static str),
    /// The application returned a name or a picture that cannot be stored.
    #[error(transparent)]
    Profile(InvalidProfile),
    /// The application refused the sign-up, with a message for the user.
    #[error(transparent)]
    Refused(SignUpRefused),
    /// Anything else.
    #[error(transparent)]
    Auth(#[from] AuthError),
}

crate::contract::readable::debug_by_message!(SignUpError);

impl From<AdapterError> for SignUpError {
    fn from(error: AdapterError) -> Self {
        Self::Auth(error.into())
    }
}

impl SignUpError {
    /// Returns the code that scripts receive in JSON: `InvalidField`, `InvalidProfile`, `SignUpRefused`, or that of the
    /// [`AuthError`].
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field(_) => "InvalidField",
            Self::Profile(_) => "InvalidProfile",
            Self::Refused(_) => "SignUpRefused",
            Self::Auth(error) => error.code(),
        }
    }

    /// Returns `true` if a user was refused, and `false` if an operation failed.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Field(_) | Self::Profile(_) | Self::Refused(_) => true,
            Self::Auth(error) => error.is_refusal(),
        }
    }
}
