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
pub mod habits;
mod into_text;
pub mod model;
#[cfg_attr(not(feature = "password"), allow(dead_code, reason = "hashing reads it"))]
mod password;
pub mod permission;
mod phone_number;
pub(crate) mod readable;
mod secret;
pub mod session;
mod time;
pub mod token;

/// The headers of a request, which callbacks take as `&HeaderMap`.
#[doc(no_inline)]
pub use http::HeaderMap;

pub(crate) use self::into_text::into_text;
pub use self::{
    callback::state::{AppState, FromRef, State, WithUsers},
    email_address::{EmailAddress, InvalidEmailAddress},
    error::{BoxError, CredentialsSignin, InvalidProfile, Result},
    into_text::{Absent, IntoText},
    model::*,
    password::Password,
    phone_number::{InvalidPhoneNumber, PhoneNumber},
    secret::{Secret, Secrets},
    session::{Session, SessionUser},
    time::{Clock, ManualClock, SystemClock, UnixTime},
    token::{Jwt, OtherClaims},
};
