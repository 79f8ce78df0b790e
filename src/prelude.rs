//! The names that callbacks are written with: `use auth::prelude::*;`
//!
//! ```
//! use auth::prelude::*;
//!
//! #[auth::sign_in]
//! async fn staff(email: Option<VerifiedEmail<'_>>, account: &Account) -> SignIn {
//!     match email {
//!         Some(email) if email.domain() == "example.com" => SignIn::Allow,
//!         _ => SignIn::redirect(format!("/only-for-staff?from={}", account.provider)),
//!     }
//! }
//! ```
//!
//! [`Result`] is the standard one whose error defaults to [`BoxError`](crate::BoxError). `State` is a
//! part of the application's state in a callback, and of the router's state in a handler of axum. An explicit
//! `use axum::extract::State;` takes precedence over the prelude, and both mean the same in both places.

#[cfg(feature = "server")]
#[doc(no_inline)]
pub use crate::Auth;
#[doc(no_inline)]
pub use crate::{
    Account, CredentialsSignin, FromRef, Jwt, KnownUser, Result, Secret, Session, Set, State, StoredId, User,
    UserId, VerifiedEmail,
    assurance::{Days, Ever, Hours, Minutes},
    callback::{
        Access, ChangeEmailEvent, ChangePasswordEvent, ClientIp, Cookies, CreateUserEvent, DeleteUserEvent,
        DeletionTransaction, Form, HeaderMap, LinkAccountEvent, Profile, RedirectUrl, SecondFactor,
        SecondFactorChange, SecondFactorEvent, SessionEvent, SignIn, SignInEvent, SignInMethod, SignOutEvent,
        SignUp, SignUpRefused, Target, Trigger, UnlinkAccountEvent, Update, UpdateUserEvent,
        VerifyEmailEvent,
    },
    permission::AnyOf,
    provider::{ProfileUser, TokenSet},
    token::OtherClaims,
};
#[cfg(any(feature = "actix", feature = "axum"))]
#[doc(no_inline)]
pub use crate::{Caller, Can, Fresh, Guard, Proven, Public};
