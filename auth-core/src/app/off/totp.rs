//! Methods for second factors.

use std::future::{Pending, pending};

use crate::app::{auth::Auth, builder::AuthBuilder};

/// The requirement of methods that need the feature `totp`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "this method needs the feature `totp`: `cargo add typed-auth --features totp`",
    label = "the feature is off"
)]
pub trait TotpIsOn {}

impl<S, C> AuthBuilder<S, C> {
    #[doc(hidden)]
    pub fn totp<X: TotpIsOn>(self, _: X) -> Self {
        self
    }

    #[doc(hidden)]
    pub fn second_factor<X: TotpIsOn>(self) -> Self {
        self
    }
}

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn second_factor_of<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn remove_second_factor<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn pending_second_factor<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn prove_second_factor<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn enrol_totp<X: TotpIsOn, R>(&self, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn replace_totp<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn totp_enrolment<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn confirm_totp<X: TotpIsOn, Y1, Y2, R>(&self, _: X, _: Y1, _: Y2) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn new_recovery_codes<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn remove_totp<X: TotpIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }
}
