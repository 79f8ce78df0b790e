//! The names that callbacks are written with: `use auth::prelude::*;`

#[cfg(feature = "server")]
#[doc(no_inline)]
pub use crate::Auth;
#[cfg(feature = "axum")]
#[doc(no_inline)]
pub use crate::Guard;
#[doc(no_inline)]
pub use crate::{
    Account, CredentialsSignin, FromRef, Jwt, Result, Secret, Session, State, User, UserId,
    callback::{
        Access, ClientIp, Cookies, CreateUserEvent, Form, LinkAccountEvent, Profile, RedirectUrl,
        SessionEvent, SignIn, SignInEvent, SignInPhase, SignOutEvent, Target, Trigger, Update,
        UpdateUserEvent,
    },
    provider::{ProfileUser, TokenSet},
    token::OtherClaims,
};
