//! Accounts: to whom a proof of identity belongs, and signing in by one.

mod enter;
pub(crate) mod link;

pub(crate) use self::enter::Arrival;
