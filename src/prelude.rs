//! The names that callbacks use: `use auth::prelude::*;`

pub use auth_macros::FromRef;

#[cfg(feature = "flow")]
pub use auth_core::Auth;
#[cfg(feature = "axum")]
pub use auth_core::Guard;
pub use auth_core::{
    Account, CredentialsSignin, FromRef, Jwt, OtherClaims, ProfileUser, Result, Secret, Session, State,
    TokenSet, User, UserId,
    callback::{
        arguments::{ClientIp, Cookies},
        event::{
            CreateUserEvent, LinkAccountEvent, SessionEvent, SignInEvent, SignOutEvent, UpdateUserEvent,
        },
        jwt::{Keep, Trigger, Update},
        profile::Profile,
        redirect::{RedirectUrl, Target},
        sign_in::{Form, SignIn, SignInPhase},
    },
};
