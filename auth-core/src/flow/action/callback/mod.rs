//! `/callback/{provider}`: a visitor returns with a proof of identity.

mod credentials;
#[cfg(feature = "email")]
mod email;
#[cfg(feature = "oauth")]
pub(super) mod oauth;
#[cfg(feature = "sms")]
mod sms;
#[cfg(feature = "passkey")]
mod webauthn;

use super::Context;
use crate::{
    flow::{error::AuthError, request::Method, response::Answer, types::AppTypes},
    provider::Provider,
};

/// Runs the callback of the provider's kind, which checks the proof and signs in. Each kind has a future of its own, because
/// that of all would be as large as the largest one.
pub(super) async fn run<F: AppTypes>(
    cx: &mut Context<'_, F>,
    method: Method,
    provider: Option<&str>,
) -> Result<Answer, AuthError> {
    let engine = cx.scope.engine;
    let provider = engine.provider(provider.ok_or(AuthError::InvalidProvider)?)?;
    match (provider, method) {
        (Provider::Credentials(provider), Method::Post) => Box::pin(credentials::run(cx, provider)).await,
        (Provider::Credentials(_), Method::Get) => Err(AuthError::InvalidProvider),
        #[cfg(feature = "oauth")]
        (Provider::OAuth(provider), _) => Box::pin(oauth::run(cx, provider)).await,
        #[cfg(feature = "email")]
        (Provider::Email(provider), Method::Get) => Box::pin(email::open(cx, provider)).await,
        #[cfg(feature = "email")]
        (Provider::Email(provider), Method::Post) => Box::pin(email::confirm(cx, provider)).await,
        #[cfg(feature = "passkey")]
        (Provider::Passkey(provider), Method::Post) => Box::pin(webauthn::run(cx, provider)).await,
        #[cfg(feature = "passkey")]
        (Provider::Passkey(_), Method::Get) => Err(AuthError::InvalidProvider),
        #[cfg(feature = "sms")]
        (Provider::Sms(provider), Method::Post) => Box::pin(sms::run(cx, provider)).await,
        #[cfg(feature = "sms")]
        (Provider::Sms(_), Method::Get) => Err(AuthError::InvalidProvider),
    }
}
