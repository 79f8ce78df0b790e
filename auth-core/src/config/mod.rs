//! The values of the configuration: origin, base path, client address, environment, pages and theme.

pub(crate) mod base_path;
mod client_ip;
pub(crate) mod env;
mod forwarded;
pub(crate) mod origin;
mod pages;
mod route_paths;
mod text_list;
mod theme;
pub(crate) mod trust;

pub use self::{
    base_path::{BasePath, InvalidBasePath},
    client_ip::ClientIpSource,
    env::InvalidVariable,
    origin::{InvalidOrigin, Origin},
    pages::{PageUrl, PageUrlError, PagesOptions},
    text_list::TextList,
    theme::{Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, SignInLayout, Theme},
    trust::{OriginPolicy, TrustedHosts, UntrustedHost},
};
pub(crate) use self::{
    client_ip::{ClientAddress, network},
    pages::web_origin,
    route_paths::{RoutePaths, nested_prefix},
};
