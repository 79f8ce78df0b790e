//! Lists of strings as arguments.

/// Several strings: an array, a `Vec`, or any other iterator.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of strings",
    label = "not a list",
    note = "write one string as a list of one: `[\"…\"]`"
)]
pub trait TextList {
    /// Returns the strings.
    fn into_texts(self) -> Vec<String>;
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item: Into<String>>> TextList for I {
    fn into_texts(self) -> Vec<String> {
        self.into_iter().map(Into::into).collect()
    }
}
