//! The names that callbacks use: `use auth::prelude::*;`

pub use auth_core::{
    Account, CredentialsSignin, FromRef, Jwt, OtherClaims, Result, Secret, Session, State, User, UserId,
    callback::{
        arguments::{ClientIp, Cookies},
        event::{
            CreateUserEvent, LinkAccountEvent, SessionEvent, SignInEvent, SignOutEvent, UpdateUserEvent,
        },
        jwt::{Keep, Trigger, Update},
        profile::Profile,
        redirect::{RedirectUrl, Target},
        sign_in::{Form, SignIn},
    },
};
