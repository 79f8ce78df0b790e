//! The contract: the types and traits that applications and generated code use.
//!
//! It builds without any feature and imports no other module of this crate. The flow calls the traits declared here.

pub mod api_key;
pub mod assurance;
pub mod callback;
pub mod derives;
mod email_address;
mod error;
pub mod form;
pub mod model;
mod password;
pub mod permission;
#[cfg(feature = "server")]
pub(crate) mod readable;
mod secret;
pub mod session;
mod time;
pub mod token;

pub use self::{
    callback::state::{AppState, FromRef, State, WithUsers},
    email_address::{EmailAddress, InvalidEmailAddress},
    error::{BoxError, CredentialsSignin, Result},
    model::*,
    password::Password,
    secret::{Secret, Secrets},
    session::{Session, SessionUser},
    time::{Clock, ManualClock, SystemClock, UnixTime},
    token::{Jwt, OtherClaims},
};
