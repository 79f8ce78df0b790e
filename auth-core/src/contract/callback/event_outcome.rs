//! The values that an event handler may return.

use crate::contract::BoxError;

/// The values that an event handler may return.
#[diagnostic::on_unimplemented(
    message = "an event handler cannot return `{Self}`",
    label = "the return value is ignored here",
    note = "return nothing, or a `Result` of nothing"
)]
pub trait EventOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// Returns the error of the handler, if it failed.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn done(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl EventOutcome for () {
    fn done(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> EventOutcome for Result<(), E> {
    fn done(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}
