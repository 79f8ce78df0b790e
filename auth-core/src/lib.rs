//! The runtime of `auth`. Applications depend on the facade crate `auth`, which re-exports what is public here.

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
mod random;
#[cfg(feature = "flow")]
mod request;
mod secret;
mod time;

pub use crate::{
    random::{Random, SystemRandom},
    secret::{Secret, Secrets},
    time::{Clock, ManualClock, SystemClock, UnixTime},
};
