//! Methods for mails: magic links, sign-ups, and addresses of users.

use std::future::{Pending, pending};

use crate::app::{auth::Auth, builder::AuthBuilder};

/// The requirement of methods that need the feature `email`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `email`: `cargo add typed-auth --features email`",
    label = "the feature is off"
)]
pub trait EmailIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn email<X: EmailIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn account_mails<X: EmailIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn sign_up<X: EmailIsOn>(self) -> Self {
        self
    }
}

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn request_password_reset<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn reset_password<X: EmailIsOn, Y1, Y2, Y3, R>(&self, _: X, _: Y1, _: Y2, _: Y3) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn request_sign_up<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn open_sign_up<X: EmailIsOn, Y1, Y2, R>(&self, _: X, _: Y1, _: Y2) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn finish_sign_up<X: EmailIsOn, Y1, Y2, Y3, R>(&self, _: X, _: Y1, _: Y2, _: Y3) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn request_email_verification<X: EmailIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn confirm_email<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn request_email_change<X: EmailIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn confirm_email_change<X: EmailIsOn, Y1, Y2, R>(&self, _: X, _: Y1, _: Y2) -> Pending<R> {
        pending()
    }
}
