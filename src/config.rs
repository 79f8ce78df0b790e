//! Options of the builder: origins, paths, pages, looks and limits.

#[doc(inline)]
pub use auth_core::{
    check::RateLimit,
    config::*,
    contract::Secrets,
    random::{Random, SystemRandom},
};
