//! The method for passkeys.

use crate::app::builder::AuthBuilder;

/// The requirement of methods that need the feature `passkey`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `passkey`: `cargo add typed-auth --features passkey`",
    label = "the feature is off"
)]
pub trait PasskeyIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn passkey<X: PasskeyIsOn>(self, _: X) -> Self {
        self
    }
}
