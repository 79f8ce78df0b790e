//! `POST /signin/{provider}` for OAuth 2.0 and OpenID Connect: the browser leaves for the provider.

use super::Context;
use crate::{
    Secret,
    auth_error::AuthError,
    check::{nonce, pkce, sealed::Check, state::State},
    flow::Flow,
    provider::oauth::{AuthorizationRequest, OAuth},
    response::Outcome,
};

/// Seals what the callback will check, and sends the browser to the authorization endpoint.
pub(super) async fn start<F: Flow>(cx: &mut Context<'_, F>, provider: &OAuth) -> Result<Outcome, AuthError> {
    let settings = &cx.scope.engine.settings;
    let random = &*settings.random;
    let http = settings.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let failed = |cause| AuthError::provider(provider, cause);
    let metadata = provider.metadata(http, cx.scope.now).await.map_err(failed)?;
    let endpoint = provider.authorization_endpoint(&metadata).map_err(failed)?;

    let state = cx
        .note(provider)
        .seal(&settings.state_keys, cx.scope.now, random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    cx.scope.seal_check(Check::State, provider, state.expose())?;
    let verifier = provider.pkce.then(|| pkce::verifier(random));
    if let Some(verifier) = &verifier {
        cx.scope.seal_check(Check::Pkce, provider, verifier.expose())?;
    }
    let nonce = provider.nonce.then(|| nonce::nonce(random));
    if let Some(nonce) = &nonce {
        cx.scope.seal_check(Check::Nonce, provider, nonce.expose())?;
    }
    let challenge = verifier.as_ref().map(pkce::challenge);
    let request = AuthorizationRequest {
        redirect_uri: &cx.redirect_uri(provider),
        state: state.expose(),
        code_challenge: challenge.as_deref(),
        nonce: nonce.as_ref().map(Secret::expose),
    };
    let further = cx.request.query.fields().iter();
    Ok(Outcome::Redirect(provider.authorization_url(endpoint, &request, further)))
}

impl<F: Flow> Context<'_, F> {
    /// What the state has to carry beside its randomness.
    fn note(&self, provider: &OAuth) -> State {
        let proxy = self.scope.engine.settings.redirect_proxy_of(provider);
        let is_elsewhere = proxy.is_some_and(|proxy| proxy.origin != *self.scope.origin);
        let own = || self.scope.action_url(&format!("callback/{}", provider.id));
        State {
            origin: is_elsewhere.then(own),
            callback_url: provider.form_post.then(|| self.callback_url.to_string()),
        }
    }
}
