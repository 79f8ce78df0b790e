//! Test data that several modules share.

pub(crate) mod noise;
