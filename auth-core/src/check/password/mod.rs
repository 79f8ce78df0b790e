//! Passwords: how they are hashed, how many at a time, and which ones can be chosen.

mod argon2id;
mod breach;
mod error;
mod gate;
mod guesses;
mod rules;
mod text;

pub(crate) use self::{
    argon2id::{Argon2idCost, CostError, PasswordHasher, Verdict},
    rules::PasswordRules,
};
pub use self::{breach::BreachQuery, error::PasswordError, rules::RefusedPassword};
