//! The application: the builder that configures it, `Auth`, and sessions without HTTP.

pub(crate) mod api_keys;
pub(crate) mod auth;
mod body;
pub(crate) mod builder;
mod erased;
pub(crate) mod request_sessions;
pub(crate) mod server_side;

pub use self::{
    api_keys::ApiKey,
    auth::Auth,
    builder::{AuthBuilder, BuildError, BuildProblem},
    server_side::{SetCookies, SignInResult, SignedOut, UpdatedSession},
};
