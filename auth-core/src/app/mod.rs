//! The application: the builder that configures it, `Auth`, and sessions without HTTP.

// First, so that the documentation of `Auth` begins with its methods.
pub(crate) mod auth;

mod account;
mod account_calls;
#[cfg(feature = "email")]
mod address;
#[cfg(feature = "email")]
mod address_pages;
mod after_sign_in;
pub(crate) mod api_keys;
mod body;
pub(crate) mod builder;
pub(crate) mod command;
mod description;
mod engine_calls;
mod erased;
mod habits;
mod handle;
#[cfg(feature = "password")]
mod new_password;
#[cfg(feature = "password")]
mod new_password_pages;
mod off;
#[cfg(feature = "totp")]
mod own_totp;
#[cfg(feature = "password")]
mod passwords;
#[cfg(feature = "totp")]
mod pending_sign_in;
#[cfg(feature = "oauth")]
mod provider_tokens;
pub(crate) mod request_sessions;
#[cfg(feature = "totp")]
mod second_factor;
#[cfg(feature = "totp")]
mod second_factor_pages;
pub(crate) mod server_side;
mod session_calls;
#[cfg(feature = "email")]
mod sign_up;
#[cfg(feature = "email")]
mod sign_up_pages;
#[cfg(feature = "totp")]
mod totp_pages;
mod user_sessions;
mod valid_key;

#[cfg(feature = "email")]
pub use self::address::{ConfirmedAddress, LinkConfirmation, LinkRequest};
#[cfg(feature = "password")]
pub use self::new_password::ChosenPassword;
pub use self::{
    api_keys::ApiKey,
    auth::Auth,
    builder::{AuthBuilder, BuildError, BuildProblem},
    command::{CommandError, Commands},
    server_side::{SetCookies, SignInResult, SignedOut, UpdatedSession},
};
#[cfg(feature = "totp")]
pub use self::{
    own_totp::{ChangedTotp, TotpEnrolment},
    pending_sign_in::{NewAuthenticatorApp, PendingSecondFactor, ProvenSecondFactor},
    second_factor::EnrolledSecondFactor,
};
