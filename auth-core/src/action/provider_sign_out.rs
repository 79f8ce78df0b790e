//! Sign-out at the provider too: `POST /signout` leads there, and `GET /signout/{provider}` is where the
//! provider sends the browser back (OpenID Connect RP-Initiated Logout 1.0).

use super::Context;
use crate::{
    auth_error::AuthError,
    check::{callback_url::CallbackUrl, state::State},
    flow::Flow,
    provider::oauth::{LogoutRequest, OAuthError},
    response::Outcome,
    session::sign_out_hint::SignOutHint,
};

/// Where the browser goes that has signed out here. A provider that cannot be asked keeps its own session:
/// that is logged, and the sign-out here is done all the same.
pub(super) async fn leave<F: Flow>(cx: &Context<'_, F>) -> Option<String> {
    let hint = cx.scope.sign_out_hint()?;
    match logout_url(cx, &hint).await {
        Ok(url) => Some(url),
        Err(error) => {
            error.log();
            None
        }
    }
}

async fn logout_url<F: Flow>(cx: &Context<'_, F>, hint: &SignOutHint<'_>) -> Result<String, AuthError> {
    let SignOutHint { provider, id_token } = hint;
    let settings = &cx.scope.engine.settings;
    let http = settings.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let state = State { origin: None, callback_url: Some(cx.callback_url.to_string()) };
    let state = state
        .seal(&settings.state_keys, cx.scope.now, &*settings.random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    let request = LogoutRequest {
        id_token_hint: id_token.as_ref(),
        post_logout_redirect_uri: &cx.scope.action_url(&format!("signout/{}", provider.id)),
        state: &state,
    };
    let failed = |cause: OAuthError| AuthError::provider(provider, cause);
    provider.logout_url(http, cx.scope.now, &request).await.map_err(failed)
}

/// The end of the way: where the sign-out wanted to go, which the state says, or else the cookie.
pub(super) fn come_back<F: Flow>(cx: &Context<'_, F>) -> Outcome {
    let keys = &cx.scope.engine.settings.state_keys;
    let sealed = cx.request.query.get("state").unwrap_or_default();
    let noted = State::open(keys, sealed, cx.scope.now).ok().and_then(|note| note.callback_url);
    let wanted = noted.and_then(|url| CallbackUrl::chosen(&cx.scope.origin, &url).ok());
    Outcome::Redirect(wanted.as_ref().unwrap_or(&cx.callback_url).to_string())
}
