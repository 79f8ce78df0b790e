//! The names that callbacks are written with: `use auth::prelude::*;`

#[cfg(feature = "server")]
#[doc(no_inline)]
pub use crate::Auth;
#[cfg(feature = "axum")]
#[doc(no_inline)]
pub use crate::Guard;
#[doc(no_inline)]
pub use crate::{
    Account, CredentialsSignin, FromRef, Jwt, KnownUser, Result, Secret, Session, State, StoredId, User,
    UserId, VerifiedEmail,
    callback::{
        Access, ClientIp, Cookies, CreateUserEvent, Form, LinkAccountEvent, Profile, RedirectUrl,
        SessionEvent, SignIn, SignInEvent, SignInMethod, SignOutEvent, Target, Trigger, Update,
        UpdateUserEvent, VerifyEmailEvent,
    },
    provider::{ProfileUser, TokenSet},
    token::OtherClaims,
};
