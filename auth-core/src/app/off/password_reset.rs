//! Methods for forgotten passwords, which need mails and passwords.

use std::future::{Pending, pending};

use super::password::PasswordIsOn;
use crate::app::auth::Auth;

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn request_password_reset<X: PasswordIsOn, Y1, R>(&self, _: X, _: Y1) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn reset_password<X: PasswordIsOn, Y1, Y2, Y3, R>(&self, _: X, _: Y1, _: Y2, _: Y3) -> Pending<R> {
        pending()
    }
}
