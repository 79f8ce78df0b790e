//! The runtime of `auth`. Applications depend on the facade crate `auth`, which re-exports what is public here.
//!
//! Modules in the order of the flow: request → action → provider → callbacks → session → cookies → response.

#[cfg(feature = "flow")]
mod check;
#[cfg(feature = "flow")]
mod config;
#[cfg(feature = "flow")]
mod cookie;
#[cfg(feature = "flow")]
mod jose;
#[cfg(feature = "flow")]
mod page;
#[cfg(feature = "flow")]
mod request;

pub mod callback;
pub mod claims;
mod error;
pub mod form;
mod jwt;
pub mod model;
mod random;
mod secret;
pub mod session_data;
mod state;
mod time;

pub use crate::{
    claims::OtherClaims,
    error::{BoxError, CredentialsSignin, Result},
    jwt::Jwt,
    model::*,
    random::{Random, SystemRandom},
    secret::{Secret, Secrets},
    session_data::{Session, SessionUser},
    state::{AppState, FromRef, State},
    time::{Clock, ManualClock, SystemClock, UnixTime},
};
