//! The types of the builder's settings: origins, paths, pages, themes, limits, secrets and randomness.
//!
//! | setting of [`AuthBuilder`](crate::AuthBuilder) | type |
//! | --- | --- |
//! | `.secrets(…)` | [`Secrets`], newest first |
//! | `.origin(…)`, `.trust_hosts(…)` | [`OriginPolicy`], [`TrustedHosts`] |
//! | `.pages(…)` | [`PagesOptions`]: pages of the application in place of built-in ones |
//! | `.theme(…)` | [`Theme`]: colours and logo of the built-in pages |
//! | `.client_ip(…)` | [`ClientIpSource`] |
//! | `.sign_in_limit(…)`, `.account_limit(…)`, `Email::request_limit` | [`RateLimit`] |
//! | `.random(…)`, `.clock(…)` | [`Random`], [`Clock`](crate::time::Clock): for tests |
//! | `.cookies(…)` | [`CookiesOptions`](crate::cookie::CookiesOptions) |
//!
//! ```
//! use std::time::Duration;
//!
//! use auth::{Auth, config::{ClientIpSource, PagesOptions, RateLimit, Theme, TrustedHosts}};
//! use http::HeaderName;
//!
//! let builder = Auth::builder()
//!     .trust_hosts(TrustedHosts::only(["app.example.com", "app.example.org"])?)
//!     .client_ip(ClientIpSource::Header(HeaderName::from_static("x-forwarded-for")))
//!     .sign_in_limit(RateLimit::new(10, Duration::from_secs(60)))
//!     .pages(PagesOptions::new().sign_in("/welcome".parse()?))
//!     .theme(Theme::new().brand_color("#0a7cff".parse()?));
//! # Ok::<(), auth::BoxError>(())
//! ```

#[doc(inline)]
pub use auth_core::{
    check::{IntoRateLimit, RateLimit},
    config::{
        BasePath, ClientIpSource, Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, InvalidBasePath,
        InvalidOrigin, InvalidVariable, Origin, OriginPolicy, PageUrl, PageUrlError, PagesOptions,
        SignInLayout, TextList, Theme, TrustedHosts, UntrustedHost,
    },
    contract::Secrets,
    random::{Random, SystemRandom},
};
