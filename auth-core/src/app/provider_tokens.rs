//! The tokens that a provider has issued for a user.

use std::sync::Arc;

use super::auth::{Auth, Pending};
use crate::{
    contract::{AsStoredId, session::SessionData},
    flow::provider_tokens::{ProviderTokens, ProviderTokensError},
};

impl<V: SessionData> Auth<V> {
    /// Returns the tokens that a provider has issued for a user, for requests in the user's name; `None` if the user
    /// has no account with tokens at this provider. Sign-in stores the tokens in the database. They are refreshed when
    /// they expire.
    ///
    /// Auth.js has no such function.
    ///
    /// # Errors
    /// Returns [`ProviderTokensError::MissingAdapter`] if the application has no database,
    /// [`ProviderTokensError::UnknownProvider`] if it has no OAuth provider with this ID, and
    /// [`ProviderTokensError::Adapter`] if the database fails.
    pub fn provider_tokens<'a>(
        &'a self,
        user: &'a (impl AsStoredId + ?Sized),
        provider: &'a str,
    ) -> Pending<'a, Result<Option<ProviderTokens>, ProviderTokensError>> {
        let user = user.as_stored_id();
        Box::pin(async move { Arc::clone(self.engine()).provider_tokens(user, provider).await })
    }
}
