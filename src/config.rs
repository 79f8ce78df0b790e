//! Options of the builder: origins, paths, pages, looks, limits, secrets and randomness.

#[doc(inline)]
pub use auth_core::{
    check::RateLimit,
    config::{
        BasePath, ClientIpSource, Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, InvalidBasePath,
        InvalidOrigin, InvalidVariable, Origin, OriginPolicy, PageUrl, PageUrlError, PagesOptions, Theme,
        TrustedHosts, UntrustedHost,
    },
    contract::Secrets,
    random::{Random, SystemRandom},
};
