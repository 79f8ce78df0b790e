//! Storage of users, accounts, sessions and magic links: the [`Adapter`] trait and its implementations.

mod any;
mod attempt;
#[cfg(feature = "testing")]
pub mod contract;
mod error;
mod interface;
mod memory;
mod operation;
#[cfg(feature = "redis")]
mod redis;
mod setup;
mod spelling;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
mod sql;

pub(crate) use self::attempt::AttemptCounts;
#[cfg(feature = "redis")]
pub use self::redis::WithRedis;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use self::sql::*;
pub use self::{
    any::AnyAdapter,
    attempt::{AttemptCount, AttemptRule, AttemptVerdict},
    error::{AdapterError, Conflict, Kind, Result, SetupError, SetupProblem},
    interface::Adapter,
    memory::MemoryAdapter,
    operation::{
        ApiKeyAndUser, Basis, EmailProof, EmailProven, EmailSignIn, EmailSignedIn, Link, NewPassword,
        NewSession, NewTotp, NewUser, PasskeyDetails, PasskeyNote, SessionAndUser, SignedUp, TokenStatus,
        UserDeletion, UserPatch, WayIn, WayInRemoval, WaysIn, WaysOfUser,
    },
    setup::{SetupReport, SetupStep},
};
