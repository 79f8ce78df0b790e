//! The second factor of a sign-in.

pub(crate) mod verify;
