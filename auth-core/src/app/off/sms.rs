//! The method for codes by telephone.

use crate::app::builder::AuthBuilder;

/// The requirement of methods that need the feature `sms`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `sms`: `cargo add typed-auth --features sms`",
    label = "the feature is off"
)]
pub trait SmsIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn sms<X: SmsIsOn>(self, _: X) -> Self {
        self
    }
}
