//! The verification of an ID token without a sign-in around it, which the benchmarks measure. It is not public API.

use super::{
    callback::ProviderCallback, configured::OAuthProvider, identity_provider::IdentityProvider,
    runtime::ProviderConfigError,
};
use crate::{
    contract::{Clock, Secret, SystemClock, TokenSet},
    http::HttpClient,
};

/// A provider that verifies ID tokens as its sign-ins do.
#[doc(hidden)]
pub struct IdTokenCheck {
    provider: IdentityProvider<()>,
    http: Box<dyn HttpClient>,
}

impl IdTokenCheck {
    /// Takes the provider, whose metadata and keys the first verification fetches, and the client for that.
    ///
    /// # Errors
    /// Fails if a value of the configuration is missing or invalid.
    pub fn new<V: ProviderCallback<()>>(
        provider: OAuthProvider<V>,
        http: impl HttpClient,
    ) -> Result<Self, ProviderConfigError> {
        Ok(Self { provider: IdentityProvider::new(provider)?, http: Box::new(http) })
    }

    /// Returns the subject of an ID token, if the token is valid for a sign-in with this nonce.
    pub async fn subject(&self, id_token: &str, nonce: &str) -> Option<String> {
        let tokens = TokenSet { id_token: Some(Secret::new(id_token)), ..TokenSet::default() };
        let nonce = Secret::new(nonce);
        let claims = self.provider.claims(&*self.http, &tokens, Some(&nonce), SystemClock.now()).await;
        claims.ok()??.get("sub")?.as_str().map(str::to_owned)
    }
}
