//! The second factor of a sign-in.

pub(crate) mod enrolment;
pub(crate) mod verify;
