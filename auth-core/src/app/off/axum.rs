//! The routes of axum.

use crate::app::auth::Auth;

/// The requirement of methods that need the feature `axum`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `axum`: `cargo add typed-auth --features axum`",
    label = "the feature is off"
)]
pub trait AxumIsOn {}

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn routes<R>(&self) -> Option<R>
    where
        Self: AxumIsOn,
    {
        None
    }
}
