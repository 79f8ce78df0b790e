//! The contract: the types and traits that applications and generated code name.
//!
//! It builds without any feature and imports no other module of this crate. The flow calls what it declares.

pub mod callback;
mod error;
pub mod form;
pub mod model;
mod secret;
pub mod session;
mod time;
pub mod token;

pub use self::{
    callback::state::{AppState, FromRef, State, WithUsers},
    error::{BoxError, CredentialsSignin, Result},
    model::*,
    secret::{Secret, Secrets},
    session::{Session, SessionUser},
    time::{Clock, ManualClock, SystemClock, UnixTime},
    token::{Jwt, OtherClaims},
};
