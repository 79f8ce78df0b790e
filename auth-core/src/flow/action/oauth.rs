//! `POST /signin/{provider}` for OAuth 2.0 and OpenID Connect: sends the browser to the provider.

use super::{Context, step_up};
use crate::{
    check::{
        callback_url::CallbackUrl,
        nonce, pkce,
        sealed::Check,
        state::{Started, StateParam},
    },
    contract::Secret,
    flow::{
        check_cookies,
        error::AuthError,
        response::Answer,
        session::{self, SessionState},
        sign_in::limit,
        types::AppTypes,
    },
    provider::oauth::{AuthorizationRequest, OAuth},
};

/// The maximum length of a callback URL in the `state` parameter, which is encrypted twice and has to fit into a cookie.
const MAX_CALLBACK_URL: usize = 1024;

/// Seals the values that the callback will check, and sends the browser to the authorization endpoint.
pub(super) async fn start<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &OAuth,
) -> Result<Answer, AuthError> {
    limit::network(&cx.scope).await?;
    let settings = &cx.scope.engine.settings;
    let random = &*settings.random;
    let http = settings.oauth.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let failed = |cause| AuthError::provider(provider, cause);
    let metadata = provider.metadata(http, cx.scope.now).await.map_err(failed)?;
    let endpoint = provider.authorization_endpoint(&metadata).map_err(failed)?;

    let started = started(cx).await?;
    let state = state_param(cx, provider, started)
        .seal(&settings.oauth.state_keys, cx.scope.now, random)
        .map_err(|error| AuthError::Unwritable(error.into()))?;
    check_cookies::seal(&mut cx.scope, Check::State, provider, state.expose())?;
    let verifier = provider.pkce.then(|| pkce::verifier(random));
    if let Some(verifier) = &verifier {
        check_cookies::seal(&mut cx.scope, Check::Pkce, provider, verifier.expose())?;
    }
    let nonce = provider.nonce.then(|| nonce::nonce(random));
    if let Some(nonce) = &nonce {
        check_cookies::seal(&mut cx.scope, Check::Nonce, provider, nonce.expose())?;
    }
    let challenge = verifier.as_ref().map(pkce::challenge);
    let request = AuthorizationRequest {
        redirect_uri: &redirect_uri(cx, provider),
        state: state.expose(),
        code_challenge: challenge.as_deref(),
        nonce: nonce.as_ref().map(Secret::expose),
    };
    let further = cx.request.query.fields().iter();
    Ok(Answer::Redirect(provider.authorization_url(endpoint, &request, further)))
}

/// Returns the browser session and the user of a request, to which a sign-in is bound.
///
/// # Errors
/// Fails if the database fails, since the user is then unknown.
pub(super) async fn started<F: AppTypes>(cx: &Context<'_, F>) -> Result<Started, AuthError> {
    let user = match session::find(&cx.scope).await? {
        // The application and the database may give the same ID to two users.
        SessionState::Active(record) => {
            let owner = if record.stored_id().is_some() { "store" } else { "other" };
            let sub = record.sub.as_deref().unwrap_or_default();
            Some(Started::hash_user(&format!("{owner}:{sub}")))
        }
        SessionState::Absent | SessionState::Invalid | SessionState::Foreign => None,
    };
    Ok(Started { browser: cx.csrf_token.session_hash(), user })
}

/// Returns the content of the `state` parameter, apart from its random part.
fn state_param<F: AppTypes>(cx: &Context<'_, F>, provider: &OAuth, started: Started) -> StateParam {
    let proxy = cx.scope.engine.settings.oauth.redirect_proxy_of(provider);
    let is_elsewhere = proxy.is_some_and(|proxy| proxy.origin != *cx.scope.origin);
    let own = || cx.scope.action_url(&format!("callback/{}", provider.id));
    StateParam {
        origin: is_elsewhere.then(own),
        callback_url: provider.form_post.then(|| callback_url_in_state(&cx.callback_url)).flatten(),
        started: Some(started),
        is_step_up: step_up::is_marked(cx.request),
        begun: None,
    }
}

/// Returns the callback URL for the `state` parameter; `None` if it is so long that browsers would drop the cookie with
/// the parameter. The sign-in then leads to the home page.
fn callback_url_in_state(url: &CallbackUrl) -> Option<String> {
    let fits = url.as_str().len() <= MAX_CALLBACK_URL;
    if !fits {
        tracing::warn!(target: "auth", help = "long_callback_url", "a callback URL is too long for a provider that responds with a POST");
    }
    fits.then(|| url.to_string())
}

/// Returns the redirect URI that is registered with the provider: that of the redirect proxy, else of this server.
pub(super) fn redirect_uri<F: AppTypes>(cx: &Context<'_, F>, provider: &OAuth) -> String {
    let action = format!("callback/{}", provider.id);
    match cx.scope.engine.settings.oauth.redirect_proxy_of(provider) {
        Some(proxy) => format!("{proxy}/{action}"),
        None => cx.scope.action_url(&action),
    }
}
