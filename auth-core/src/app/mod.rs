//! The application: the builder that configures it, `Auth`, and sessions without HTTP.

pub(crate) mod auth;
mod body;
pub(crate) mod builder;
mod erased;
pub(crate) mod request_sessions;
#[cfg(feature = "totp")]
mod second_factor;
pub(crate) mod server_side;

#[cfg(feature = "totp")]
pub use self::second_factor::EnrolledSecondFactor;
pub use self::{
    auth::Auth,
    builder::{AuthBuilder, BuildError, BuildProblem},
    server_side::{SetCookies, SignInResult, SignedOut, UpdatedSession},
};
