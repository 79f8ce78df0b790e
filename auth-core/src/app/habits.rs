//! Names that other libraries have for the functions of `Auth`. Each is an error that says what to write.

use std::future::{Pending, Ready, pending, ready};

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

/// The requirement of `.user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.user`: `auth.session(&parts)` returns the session, whose `user` has name, e-mail address and image; handlers take it as `Session<…>`",
    label = "not a method of `Auth`"
)]
pub trait UserIsSession {}

/// The requirement of `.get_user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.get_user`: `auth.session(&parts)` returns the session, whose `user` has name, e-mail address and image; handlers take it as `Session<…>`",
    label = "not a method of `Auth`"
)]
pub trait GetUserIsSession {}

/// The requirement of `.current_user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.current_user`: `auth.session(&parts)` returns the session, whose `user` has name, e-mail address and image; handlers take it as `Session<…>`",
    label = "not a method of `Auth`"
)]
pub trait CurrentUserIsSession {}

/// The requirement of `.is_authenticated`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.is_authenticated`: `auth.session(&parts)` returns `None` without a session; handlers take `Session<…>`, or `Option<Session<…>>`",
    label = "not a method of `Auth`"
)]
pub trait IsAuthenticatedIsSession {}

/// The requirement of `.delete_user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.delete_user`: write `auth.delete_account(&session)`, which runs the callback under `#[auth::delete_account]`, too",
    label = "not a method of `Auth`"
)]
pub trait DeleteUserIsDeleteAccount {}

/// The requirement of `.create_user`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.create_user`: users are made at the first sign-in, by a sign-up under `#[auth::sign_up]`, or as rows of your own table",
    label = "not a method of `Auth`"
)]
pub trait CreateUserIsSignUp {}

/// The requirement of `.has_permission`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.has_permission`: a handler takes `Can<Session<…>, permission::Refund>`, and a function under `#[auth::grants]` says who has what",
    label = "not a method of `Auth`"
)]
pub trait HasPermissionIsCan {}

/// The requirement of `.list_sessions`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.list_sessions`: write `auth.sessions_of(&user)`",
    label = "not a method of `Auth`"
)]
pub trait ListSessionsIsSessionsOf {}

/// The requirement of `.verify`, which no type meets.
#[diagnostic::on_unimplemented(
    message = "there is no `.verify`: write `auth.session(&headers)`, which reads the token from the cookie, or take `Session<…>` in a handler",
    label = "not a method of `Auth`"
)]
pub trait VerifyIsSession {}

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

    #[doc(hidden)]
    pub fn user<R>(&self, _: impl UserIsSession) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn get_user<R>(&self, _: impl GetUserIsSession) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn current_user<R>(&self, _: impl CurrentUserIsSession) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn is_authenticated<R>(&self, _: impl IsAuthenticatedIsSession) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn delete_user<R>(&self, _: impl DeleteUserIsDeleteAccount) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn create_user<R>(&self, _: impl CreateUserIsSignUp) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn has_permission<R, X>(&self, _: impl HasPermissionIsCan, _: X) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn list_sessions<R>(&self, _: impl ListSessionsIsSessionsOf) -> Pending<R> {
        pending()
    }

    #[doc(hidden)]
    pub fn verify<R>(&self, _: impl VerifyIsSession) -> Pending<R> {
        pending()
    }
}
