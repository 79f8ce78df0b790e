//! Names that people guess for the values and methods that callbacks use. Each is an error that says what to write.
//!
//! A condition such as `for<'x> Self: Habit<'x>` is met by no type, and is checked where the name is used, not here. On the
//! `impl`, its message takes the place of "the trait bounds were not satisfied"; the type must have no parameters for that, and
//! must not be borrowed. On a method, it is an unmet requirement of the method.

mod errors;
#[expect(clippy::empty_loop, reason = "no condition is met, so nobody can call them")]
mod methods;
#[expect(clippy::empty_loop, reason = "no condition is met, so nobody can call them")]
mod owned;
mod values;

pub use self::{errors::*, methods::*, owned::*, values::*};
