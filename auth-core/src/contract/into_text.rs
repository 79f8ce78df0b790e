//! Strings as arguments: one trait in place of `Into`, whose error says what to write.

/// A string, as the argument of a method: `&str`, `String`, or whatever else converts into `T`.
///
/// It is implemented for every type that implements `Into<T>`.
#[diagnostic::on_unimplemented(
    message = "expected a string, found `{Self}`",
    label = "neither `&str` nor `String`",
    note = "of a `Result` or an `Option`, take the value, for example with `?`; a number becomes a string by `.to_string()`"
)]
pub trait IntoText<T> {
    /// Converts the string.
    fn into_text(self) -> T;
}

#[diagnostic::do_not_recommend]
impl<T, X: Into<T>> IntoText<T> for X {
    fn into_text(self) -> T {
        self.into()
    }
}
