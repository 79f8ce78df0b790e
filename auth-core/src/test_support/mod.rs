//! Test data that several modules share.

pub(crate) mod noise;
#[cfg(any(feature = "oauth", feature = "passkey"))]
pub(crate) mod wycheproof;
