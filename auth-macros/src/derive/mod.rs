//! The derives, each from its item to its code.

pub(crate) mod from_ref;
mod serde;
pub(crate) mod typescript;
