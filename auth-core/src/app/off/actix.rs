//! The routes of actix-web, and its responses.

use crate::app::{auth::Auth, server_side::SetCookies};

/// The requirement of methods that need the feature `actix`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `actix`: `cargo add typed-auth --features actix`",
    label = "the feature is off"
)]
pub trait ActixIsOn {}

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn scope<R>(&self) -> Option<R>
    where
        Self: ActixIsOn,
    {
        None
    }
}

impl SetCookies {
    #[doc(hidden)]
    pub fn with<X: ActixIsOn>(self, _: X) -> Self {
        self
    }
}
