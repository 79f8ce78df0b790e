//! The runtime of `auth`. Applications depend on the facade crate `auth`, which re-exports what is public
//! here.
//!
//! Modules in the order of the flow: request → action → provider → callbacks → session → cookies → response.

#[cfg(any(feature = "oauth", feature = "passkey"))]
mod account;
#[cfg(feature = "flow")]
mod action;
#[cfg(feature = "flow")]
mod auth;
#[cfg(feature = "flow")]
mod auth_error;
#[cfg(feature = "flow")]
mod builder;
#[cfg(feature = "flow")]
mod check;
#[cfg(feature = "flow")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
mod config;
#[cfg(feature = "flow")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
mod cookie;
#[cfg(feature = "flow")]
mod engine;
#[cfg(feature = "flow")]
mod event;
#[cfg(feature = "flow")]
pub mod flow;
#[cfg(feature = "flow")]
mod handle;
#[cfg(feature = "oauth")]
mod http;
#[cfg(feature = "flow")]
mod integration;
#[cfg(feature = "flow")]
mod jose;
#[cfg(feature = "flow")]
mod limit;
#[cfg(feature = "flow")]
#[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers that redirect"))]
mod page;
#[cfg(feature = "flow")]
pub mod provider;
#[cfg(feature = "flow")]
mod request;
#[cfg(feature = "flow")]
mod response;
#[cfg(feature = "flow")]
mod revocation;
#[cfg(feature = "flow")]
mod scope;
#[cfg(feature = "flow")]
mod server;
#[cfg(feature = "flow")]
mod session;
#[cfg(feature = "flow")]
mod settings;
#[cfg(feature = "flow")]
mod sign_in;
#[cfg(feature = "flow")]
mod store;

#[cfg(feature = "flow")]
pub mod adapter;
pub mod callback;
pub mod claims;
mod error;
pub mod form;
mod jwt;
pub mod model;
mod random;
#[cfg(any(feature = "testing", feature = "typescript"))]
mod record;
mod secret;
pub mod session_data;
mod state;
#[cfg(feature = "testing")]
pub mod testing;
mod time;
#[cfg(feature = "flow")]
mod trace;
#[cfg(feature = "typescript")]
pub mod typescript;

#[cfg(feature = "typescript")]
pub use crate::typescript::TypeScript;

pub use crate::{
    claims::OtherClaims,
    error::{BoxError, CredentialsSignin, Result},
    jwt::Jwt,
    model::*,
    random::{Random, SystemRandom},
    secret::{Secret, Secrets},
    session_data::{Session, SessionUser},
    state::{AppState, FromRef, State, WithUsers},
    time::{Clock, ManualClock, SystemClock, UnixTime},
};

#[cfg(any(feature = "oauth", feature = "passkey"))]
pub use crate::check::sealed::CheckError;
#[cfg(feature = "axum")]
pub use crate::integration::axum::{Guard, GuardRejection, SessionRejection};
#[cfg(feature = "signed")]
pub use crate::jose::SignedKeys;
#[cfg(any(feature = "oauth", feature = "signed"))]
pub use crate::jose::SigningKey;
#[cfg(feature = "oauth")]
pub use crate::{
    account::{ProviderTokens, ProviderTokensError},
    http::{HttpClient, HttpError, HttpFuture, ReqwestClient},
    provider::oauth::{OAuthProvider, Vendor},
};
#[cfg(feature = "flow")]
pub use crate::{
    auth::Auth,
    auth_error::AuthError,
    builder::{AuthBuilder, BuildError, Problem},
    config::{
        BasePath, Color, ColorError, ColorScheme, ImageUrl, ImageUrlError, InvalidBasePath, InvalidOrigin,
        InvalidVariable, Origin, OriginPolicy, PageUrl, PageUrlError, PagesOptions, Theme, TrustedHosts,
        UntrustedHost,
    },
    cookie::{
        CookieBudget, CookieFault, CookieOption, CookiesOptions, InvalidCookie, Priority, SameSite,
        cookie_budget,
    },
    integration::layer::AuthLayer,
    jose::JoseError,
    limit::RateLimit,
    page::{ErrorPageParam, SignInPageErrorParam},
    revocation::{ActiveSession, SessionId},
    server::{Change, Entered, SetCookies},
    settings::ClientIpSource,
};
