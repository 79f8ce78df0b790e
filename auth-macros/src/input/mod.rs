//! The first phases, from tokens to an item and its options.

pub(crate) mod conditional;
pub(crate) mod item;
pub(crate) mod lifetimes;
pub(crate) mod options;
pub(crate) mod recover;
pub(crate) mod suggest;
