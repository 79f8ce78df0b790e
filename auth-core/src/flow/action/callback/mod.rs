//! `/callback/{provider}`: somebody comes back with a proof.

mod credentials;
#[cfg(feature = "email")]
mod email;
#[cfg(feature = "oauth")]
pub(super) mod oauth;
#[cfg(feature = "passkey")]
mod webauthn;

use super::Context;
use crate::{
    flow::{error::AuthError, request::Method, response::Answer, types::AppTypes},
    provider::Provider,
};

/// Checks the proof as the provider wants it.
pub(super) async fn run<F: AppTypes>(
    cx: &mut Context<'_, F>,
    method: Method,
    provider: Option<&str>,
) -> Result<Answer, AuthError> {
    let engine = cx.scope.engine;
    let provider = engine.provider(provider.ok_or(AuthError::InvalidProvider)?)?;
    match (provider, method) {
        (Provider::Credentials(provider), Method::Post) => credentials::run(cx, provider).await,
        (Provider::Credentials(_), Method::Get) => Err(AuthError::InvalidProvider),
        #[cfg(feature = "oauth")]
        (Provider::OAuth(provider), _) => oauth::run(cx, provider).await,
        #[cfg(feature = "email")]
        (Provider::Email(provider), Method::Get) => email::open(cx, provider).await,
        #[cfg(feature = "email")]
        (Provider::Email(provider), Method::Post) => email::confirm(cx, provider).await,
        #[cfg(feature = "passkey")]
        (Provider::Passkey(provider), Method::Post) => webauthn::run(cx, provider).await,
        #[cfg(feature = "passkey")]
        (Provider::Passkey(_), Method::Get) => Err(AuthError::InvalidProvider),
    }
}
