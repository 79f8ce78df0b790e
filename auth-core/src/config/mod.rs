//! The values of the configuration: origin, base path, client address, environment, pages and theme.

pub(crate) mod base_path;
mod client_ip;
pub(crate) mod env;
pub(crate) mod origin;
mod pages;
mod theme;
pub(crate) mod trust;

pub(crate) use self::pages::web_origin;
pub use self::{
    base_path::{BasePath, InvalidBasePath},
    client_ip::ClientIpSource,
    env::InvalidVariable,
    origin::{InvalidOrigin, Origin},
    pages::{PageUrl, PageUrlError, PagesOptions},
    theme::{Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, Theme},
    trust::{OriginPolicy, TrustedHosts, UntrustedHost},
};
