//! Configuration as values: origin, environment, pages, theme.

pub(crate) mod base_path;
pub(crate) mod env;
pub(crate) mod origin;

pub use self::{
    base_path::{BasePath, InvalidBasePath},
    origin::{InvalidOrigin, Origin, OriginPolicy, TrustedHosts, UntrustedHost},
};
