//! The method for tests of callbacks.

use crate::app::builder::AuthBuilder;

/// The requirement of methods that need the feature `testing`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `testing`: `cargo add typed-auth --features testing`",
    label = "the feature is off"
)]
pub trait TestingIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn test<T, V>(self) -> Option<(T, V)>
    where
        Self: TestingIsOn,
    {
        None
    }
}
