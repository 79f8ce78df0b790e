//! The application: the builder that configures it, `Auth`, and sessions without HTTP.

pub(crate) mod auth;
mod body;
pub(crate) mod builder;
mod erased;
pub(crate) mod request_sessions;
#[cfg(feature = "totp")]
mod second_factor;
#[cfg(feature = "totp")]
mod second_factor_pages;
#[cfg(feature = "totp")]
mod second_factor_support;
pub(crate) mod server_side;

pub use self::{
    auth::Auth,
    builder::{AuthBuilder, BuildError, BuildProblem},
    server_side::{SetCookies, SignInResult, SignedOut, UpdatedSession},
};
#[cfg(feature = "totp")]
pub use self::{
    second_factor::{NewAuthenticatorApp, PendingSecondFactor, ProvenSecondFactor},
    second_factor_support::EnrolledSecondFactor,
};
