//! Configuration as values: origin, environment, pages, theme.

pub(crate) mod base_path;
pub(crate) mod env;
pub(crate) mod origin;
pub(crate) mod trust;

pub use self::{
    base_path::{BasePath, InvalidBasePath},
    origin::{InvalidOrigin, Origin},
    trust::{OriginPolicy, TrustedHosts, UntrustedHost},
};
