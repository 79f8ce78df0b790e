//! The second factor of a sign-in.

pub(crate) mod change;
pub(crate) mod verify;
