//! Values that may be absent, as functions of providers return them.

/// A value, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a `{T}` nor an `Option` of one",
    label = "write a `{T}` or an `Option<{T}>`",
    note = "`.map(str::to_owned)` makes an `Option<String>` of an `Option<&str>`, and `.to_owned()` a `String` of a `&str`"
)]
pub trait OptionalValue<T> {
    /// Returns the value; `None` if there is none.
    fn value(self) -> Option<T>;
}

#[diagnostic::do_not_recommend]
impl<T, V: Into<Option<T>>> OptionalValue<T> for V {
    fn value(self) -> Option<T> {
        self.into()
    }
}
