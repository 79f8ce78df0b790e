//! The compile-time machinery behind the builder: it turns an unmet requirement into one error.

mod chain;
mod outcome;
mod requirement;
mod slot;
mod user;

pub use self::{
    chain::Then,
    outcome::{Checked, Gate, Pass},
    requirement::{Never, PartOf, Unsatisfiable},
    slot::Unset,
    user::{Subject, UsersOf},
};
