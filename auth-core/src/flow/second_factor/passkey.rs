//! Passkeys as second factors.

use crate::{
    contract::StoredId,
    flow::{error::AuthError, scope::Scope, types::AppTypes},
};

/// Returns `true` if the user has a passkey that the application accepts.
#[cfg(feature = "passkey")]
pub(crate) async fn has_one<F: AppTypes>(scope: &Scope<'_, F>, user: &StoredId) -> Result<bool, AuthError> {
    use crate::adapter::Adapter;
    let has_provider = scope.engine.providers.iter().any(|provider| provider.passkey().is_some());
    Ok(has_provider && !scope.adapter()?.authenticators_of(user).await?.is_empty())
}

/// Returns `false`: the application has no passkeys.
#[cfg(not(feature = "passkey"))]
pub(crate) async fn has_one<F: AppTypes>(_: &Scope<'_, F>, _: &StoredId) -> Result<bool, AuthError> {
    Ok(false)
}
