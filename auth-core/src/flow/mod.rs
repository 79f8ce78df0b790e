//! One request, from parsing to the response: request → action → sign-in or session → response.

pub(crate) mod account;
#[cfg(feature = "email")]
pub(crate) mod account_mail;
mod action;
pub(crate) mod api_keys;
pub(crate) mod application;
pub(crate) mod before_deletion;
pub(crate) mod carrier;
#[cfg(any(feature = "oauth", feature = "passkey"))]
mod check_cookies;
mod engine;
pub(crate) mod epochs;
pub(crate) mod error;
mod events;
mod known_browser;
pub(crate) mod limits;
#[cfg(feature = "email")]
mod mails;
#[cfg(feature = "password")]
pub(crate) mod new_password;
pub(crate) mod notice;
pub(crate) mod pages;
#[cfg(feature = "password")]
pub(crate) mod password;
#[cfg(feature = "oauth")]
pub(crate) mod provider_tokens;
mod remembered_way;
pub(crate) mod request;
#[cfg(any(feature = "email", feature = "sms"))]
mod requested_code;
#[cfg(feature = "email")]
mod requested_links;
pub(crate) mod response;
pub(crate) mod row_token;
pub(crate) mod scope;
#[cfg(feature = "totp")]
pub(crate) mod second_factor;
pub(crate) mod session;
pub(crate) mod session_token;
pub(crate) mod settings;
pub(crate) mod sign_in;
#[cfg(feature = "email")]
pub(crate) mod sign_up;
pub(crate) mod sign_up_form;
pub(crate) mod store;
pub mod types;

#[cfg(feature = "oauth")]
pub use self::provider_tokens::{ProviderTokens, ProviderTokensError};
#[cfg(feature = "email")]
pub use self::sign_up::SignUpError;
pub use self::{
    account::{AccountDetails, LinkedAccount, PasskeyInfo, ProfileUpdate},
    api_keys::{Expires, KeyId, KeyInfo, KeyText, NewKey},
    error::AuthError,
    scope::{IntoHead, RequestHead},
    session::{ActiveSession, Browser, Device, SessionId, System},
};
