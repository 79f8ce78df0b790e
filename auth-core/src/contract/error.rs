//! Errors that applications meet.

/// Any error of an application.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The result of a callback: any error will do.
pub type Result<T, E = BoxError> = std::result::Result<T, E>;

/// A refused sign-in by credentials, with a code of the application's own (Auth.js: `CredentialsSignin`).
///
/// Returned from an `authorize` callback it leads back to the sign-in page with
/// `error=CredentialsSignin&code=…`, where `next-auth/react` finds the code. The code is public: it must not
/// tell what a stranger should not know.
///
/// ```
/// use auth::CredentialsSignin;
///
/// fn check(attempts: u32) -> Result<(), CredentialsSignin> {
///     if attempts > 5 { Err(CredentialsSignin::with_code("locked")) } else { Ok(()) }
/// }
/// # assert_eq!(check(6).unwrap_err().code(), "locked");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the credentials were refused ({code})")]
pub struct CredentialsSignin {
    code: std::borrow::Cow<'static, str>,
}

impl CredentialsSignin {
    /// A refusal with a code of its own.
    pub fn with_code(code: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { code: code.into() }
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.code
    }
}

/// The code `credentials`, that of every refusal which names none.
impl Default for CredentialsSignin {
    fn default() -> Self {
        Self::with_code("credentials")
    }
}
