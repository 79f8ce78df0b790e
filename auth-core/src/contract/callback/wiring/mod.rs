//! The compile-time machinery behind the builder: it turns an unmet requirement into one error.

mod chain;
mod outcome;
mod requirement;
mod slot;
mod user;

pub(crate) use self::chain::unnested;
pub use self::{
    chain::Then,
    outcome::{Checked, Gate, Pass},
    requirement::PartOf,
    slot::Unset,
    user::{Subject, UsersOf},
};
pub use super::never::{Never, Unsatisfiable};
