//! Names that other libraries have for the functions of `Auth`. Each is an error that says what to write.

use super::{auth::Auth, builder::AuthBuilder};
use crate::flow::types::Callbacks;

/// The requirement of `Auth::new`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `Auth::new`: write `Auth::builder()`, and `.build()?` at its end",
    label = "not a function of `Auth`"
)]
pub trait NewIsBuilder {}

impl Auth<()> {
    // A bound without a lifetime would be checked here, and not at the call.
    #[doc(hidden)]
    #[expect(clippy::new_ret_no_self, reason = "nobody can call it")]
    pub fn new() -> AuthBuilder<(), Callbacks>
    where
        for<'x> &'x Self: NewIsBuilder,
    {
        Self::builder()
    }
}
