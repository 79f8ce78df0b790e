//! Names that other libraries have for the functions of `Auth`. Each is an error that says what to write.

use std::future::{Ready, ready};

use super::{auth::Auth, builder::AuthBuilder};
use crate::flow::{error::AuthError, types::Callbacks};

/// The requirement of `Auth::new`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `Auth::new`: write `Auth::builder()`, and `.build()?` at its end",
    label = "not a function of `Auth`"
)]
pub trait NewIsBuilder {}

impl Auth<()> {
    // A bound without a lifetime would be checked here, and not at the call.
    #[doc(hidden)]
    #[expect(clippy::new_ret_no_self, reason = "nobody can call it")]
    pub fn new() -> AuthBuilder<(), Callbacks>
    where
        for<'x> &'x Self: NewIsBuilder,
    {
        Self::builder()
    }
}

/// The requirement of `.login`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.login`: write `auth.sign_in(&parts, \"credentials\", &form)`, or `auth.sign_in_as(&parts, user)` for a user \
        whom the application has authenticated itself",
    label = "not a method of `Auth`"
)]
pub trait LoginIsSignIn {}

/// The requirement of `.logout`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.logout`: write `auth.sign_out(&parts)`, and add the cookies that it returns to the response",
    label = "not a method of `Auth`"
)]
pub trait LogoutIsSignOut {}

/// The requirement of `.middleware`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.middleware`: write `.layer(auth.layer())` on the router; handlers say in their signature who may call \
        them, for example by `Session<…>`",
    label = "not a method of `Auth`"
)]
pub trait MiddlewareIsLayer {}

/// The requirement of `.verify_token`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.verify_token`: write `auth.session(&headers)`, which reads the token from the cookie, or take \
        `Session<…>` in a handler",
    label = "not a method of `Auth`"
)]
pub trait VerifyTokenIsSession {}

/// The return type of the methods, so that a call can be awaited and nothing else is reported.
type Nothing = Ready<Result<(), AuthError>>;

impl<V> Auth<V> {
    #[doc(hidden)]
    pub fn login(&self, _: impl LoginIsSignIn) -> Nothing {
        ready(Ok(()))
    }

    #[doc(hidden)]
    pub fn logout(&self, _: impl LogoutIsSignOut) -> Nothing {
        ready(Ok(()))
    }

    #[doc(hidden)]
    pub fn middleware(&self)
    where
        for<'x> &'x Self: MiddlewareIsLayer,
    {
    }

    #[doc(hidden)]
    pub fn verify_token(&self, _: impl VerifyTokenIsSession) -> Nothing {
        ready(Ok(()))
    }
}
