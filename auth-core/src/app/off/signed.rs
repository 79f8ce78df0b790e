//! The method for signed tokens.

use crate::app::builder::AuthBuilder;

/// The requirement of methods that need the feature `signed`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `signed`: `cargo add typed-auth --features signed`",
    label = "the feature is off"
)]
pub trait SignedIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn signed<X: SignedIsOn>(self, _: X) -> Self {
        self
    }
}
