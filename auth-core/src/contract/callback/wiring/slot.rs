//! Callbacks of which an application has one: the builder has a slot for each, which is empty at first.

/// Marks the empty slot of a callback.
#[diagnostic::on_unimplemented(
    message = "this method is called twice",
    label = "an application has one callback of this kind",
    note = "keep one of the two calls: `{Self}` is registered already"
)]
pub trait Unset {}

#[diagnostic::do_not_recommend]
impl Unset for () {}
