//! Sign-out at the provider: `POST /signout` leads there, and `GET /signout/{provider}` is the URL to which the
//! provider sends the browser back (OpenID Connect RP-Initiated Logout 1.0).

use super::Context;
use crate::{
    check::{callback_url::CallbackUrl, state::SignOutState},
    flow::{
        error::AuthError,
        response::Answer,
        session::sign_out_hint::{self, SignOutHint},
        types::AppTypes,
    },
    provider::{
        Provider,
        oauth::{LogoutRequest, OAuth, OAuthError},
    },
};

/// Returns the URL at the provider to which the browser goes after it has signed out here. If the provider cannot be
/// reached, its own session continues: the failure is logged, and the sign-out here takes effect nevertheless.
pub(super) async fn url<F: AppTypes>(cx: &Context<'_, F>) -> Option<String> {
    let hint = sign_out_hint::read(&cx.scope)?;
    let Ok(Provider::OAuth(provider)) = cx.scope.engine.provider(&hint.provider) else { return None };
    match logout_url(cx, provider, &hint).await {
        Ok(url) => Some(url),
        Err(error) => {
            error.log();
            None
        }
    }
}

async fn logout_url<F: AppTypes>(
    cx: &Context<'_, F>,
    provider: &OAuth,
    hint: &SignOutHint,
) -> Result<String, AuthError> {
    let settings = &cx.scope.engine.settings;
    let http = settings.oauth.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let state = SignOutState {
        provider: provider.id.to_string(),
        origin: cx.scope.origin.to_string(),
        callback_url: cx.callback_url.to_string(),
    };
    let state = state
        .seal(&settings.oauth.sign_out_keys, cx.scope.now, &*settings.random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    let request = LogoutRequest {
        id_token_hint: hint.id_token.as_ref(),
        post_logout_redirect_uri: &cx.scope.action_url(&format!("signout/{}", provider.id)),
        state: &state,
    };
    let failed = |cause: OAuthError| AuthError::provider(provider, cause);
    provider.logout_url(http, cx.scope.now, &request).await.map_err(failed)
}

/// Sends the browser to the URL that was chosen at sign-out: that of the state, if it was made for a sign-out from this
/// origin at this provider, else that of the cookie.
pub(super) fn come_back<F: AppTypes>(cx: &Context<'_, F>, provider: &str) -> Answer {
    let keys = &cx.scope.engine.settings.oauth.sign_out_keys;
    let sealed = cx.request.query.get("state").unwrap_or_default();
    let place = (provider, cx.scope.origin.as_str());
    let chosen = SignOutState::destination(keys, sealed, place, cx.scope.now);
    let target = chosen.and_then(|url| CallbackUrl::chosen(&cx.scope.origin, &url).ok());
    Answer::Redirect(target.as_ref().unwrap_or(&cx.callback_url).to_string())
}
