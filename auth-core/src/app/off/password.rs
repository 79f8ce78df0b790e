//! Methods for passwords.

use std::future::{Pending, pending};

use crate::app::{auth::Auth, builder::AuthBuilder};

/// The requirement of methods that need the feature `password`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `password`: `cargo add typed-auth --features password`",
    label = "the feature is off"
)]
pub trait PasswordIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn passwords<X: PasswordIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn legacy_password<X: PasswordIsOn>(self) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn new_passwords_end_keys(self) -> Self
    where
        for<'x> &'x Self: PasswordIsOn,
    {
        self
    }
}

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn has_password<X: PasswordIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn set_password<X: PasswordIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn remove_password<X: PasswordIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn change_password<X: PasswordIsOn, Y1, Y2, R>(&self, _: X, _: Y1, _: Y2) -> Pending<R> {
        pending()
    }
}
