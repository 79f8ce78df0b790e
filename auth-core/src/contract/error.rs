//! The error types of callbacks, and that of a profile.

/// The error of a callback: any error type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The result of a callback. The error can be of any type.
pub type Result<T, E = BoxError> = std::result::Result<T, E>;

/// A refused sign-in by credentials, with the application's own code (Auth.js: `CredentialsSignin`).
///
/// If an `authorize` callback returns it, the browser goes back to the sign-in page with
/// `error=CredentialsSignin&code=…`, and `next-auth/react` reads the code from there. The code is public, so it must
/// not reveal anything confidential.
///
/// ```
/// use auth::CredentialsSignin;
///
/// fn check(attempts: u32) -> Result<(), CredentialsSignin> {
///     if attempts > 5 { Err(CredentialsSignin::with_code("locked")) } else { Ok(()) }
/// }
/// # assert_eq!(check(6).unwrap_err().code(), "locked");
/// ```
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[error("the credentials were refused ({code})")]
pub struct CredentialsSignin {
    code: std::borrow::Cow<'static, str>,
}

crate::contract::readable::debug_by_message!(CredentialsSignin);

impl CredentialsSignin {
    /// Creates a refusal with a code.
    pub fn with_code(code: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { code: code.into() }
    }

    /// Returns the code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// Creates a refusal with the default code, `credentials`.
impl Default for CredentialsSignin {
    fn default() -> Self {
        Self::with_code("credentials")
    }
}

/// The value of a profile that cannot be stored.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidProfile {
    /// The name is too long, or has more than one line.
    #[error("the name has more than 200 characters, or contains control characters")]
    Name,
    /// The picture is not an `https` or `http` URL, or is too long.
    #[error("the picture is not an https or http URL of at most 2048 bytes")]
    Image,
}

crate::contract::readable::debug_by_message!(InvalidProfile);
