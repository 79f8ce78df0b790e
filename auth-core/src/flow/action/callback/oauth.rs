//! `/callback/{provider}` for OAuth 2.0 and OpenID Connect: the browser returns with an authorization response.

use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{
    super::{
        oauth::{redirect_uri, started},
        step_up,
    },
    Context,
};
use crate::{
    adapter::{Adapter, AdapterError, Kind},
    check::{
        callback_url::CallbackUrl,
        sealed::{Check, CheckError, MAX_AGE},
        state::StateParam,
    },
    config::Origin,
    contract::{
        EmailAddress, Secret, UnixTime, User, VerifiedBy, VerifiedEmail,
        assurance::{AuthMethod, Proofs},
        callback::sign_in::{ProviderEmail, SignInMethod},
    },
    cookie::jar::Lifetime,
    flow::{
        check_cookies,
        error::AuthError,
        request::Fields,
        response::Answer,
        session,
        sign_in::{
            SignedIn,
            by_account::{self, ProvenAccount},
        },
        types::AppTypes,
    },
    jose,
    provider::oauth::{
        Authentication, Grant, IdentifyError, Identity, IdentityProvider, Metadata, OAuth, OAuthError,
        OtherIssuer, Proof, provider_session,
    },
    random,
};

/// Signs in the user that the provider has authenticated.
pub(super) async fn run<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &IdentityProvider<F::State>,
) -> Result<Answer, AuthError> {
    let request = cx.request;
    let parameters = if provider.form_post { request.body.fields() } else { request.query.fields() };
    if let Some(elsewhere) = forward(cx, provider, parameters)? {
        return Ok(Answer::Redirect(elsewhere));
    }
    let state = check_state(cx, provider, parameters)?;
    check_cookies::spend(&mut cx.scope, provider);
    spend_state(cx, parameters).await?;
    check_start(cx, provider, &state).await?;
    let verifier =
        provider.pkce.then(|| check_cookies::take(&mut cx.scope, Check::Pkce, provider)).transpose()?;
    let nonce =
        provider.nonce.then(|| check_cookies::take(&mut cx.scope, Check::Nonce, provider)).transpose()?;

    let settings = &cx.scope.engine.settings;
    let http = settings.oauth.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let failed = |cause| AuthError::provider(provider, cause);
    let metadata = provider.metadata(http, cx.scope.now).await.map_err(failed)?;
    let code = authorization_code(parameters, &metadata, provider)?;
    let redirect_uri = redirect_uri(cx, provider);
    let grant = Grant { code, redirect_uri: &redirect_uri, code_verifier: verifier.as_ref() };
    let (nonce, now, random) = (nonce.as_ref(), cx.scope.now, &*settings.random);
    let proof = Proof { grant, nonce, parameters, metadata: &metadata, now, random };
    let application = (cx.scope.state(), cx.scope.facts);
    let identity = provider.identify(http, &proof, application).await.map_err(|error| match error {
        IdentifyError::Provider(cause) => failed(cause),
        IdentifyError::Profile(cause) => AuthError::OAuthProfileParse(cause),
        IdentifyError::Nobody => AuthError::AccessDenied,
    })?;
    let callback_url = match state.callback_url {
        Some(url) => restore_callback_url(cx, &url)?,
        None => cx.callback_url.clone(),
    };
    step_up::begin(cx, state.is_step_up).await?;
    let callback_url = if cx.scope.step_up.is_some() { cx.callback_url.clone() } else { callback_url };
    let begun = state.begun.unwrap_or(cx.scope.now);
    let signed_in = sign_in(cx, provider, identity, begun).await?;
    Ok(Answer::Redirect(signed_in.target(&mut cx.scope, &callback_url)?))
}

/// Returns the code of an authorization response to this client's request (RFC 6749 section 4.1.2, RFC 9207).
///
/// # Errors
/// Fails if the response is an error, comes from another issuer, holds tokens, or has no code.
fn authorization_code<'p>(
    parameters: &'p Fields<'_>,
    metadata: &Metadata,
    provider: &OAuth,
) -> Result<&'p str, AuthError> {
    let failed = |what| AuthError::provider(provider, OAuthError::Response(what));
    if parameters.get("response").is_some() {
        return Err(failed("it is a JWT, which was not requested"));
    }
    match parameters.get("iss") {
        Some(iss) if Some(iss) != metadata.issuer.as_deref() => {
            let expected = metadata.issuer.as_deref().unwrap_or_default();
            let error = OAuthError::ResponseIssuer(OtherIssuer::new(iss, expected));
            return Err(AuthError::provider(provider, error));
        }
        None if metadata.authorization_response_iss_parameter_supported => {
            return Err(failed("`iss` is missing"));
        }
        _ => {}
    }
    if let Some(error) = parameters.get("error") {
        return Err(AuthError::OAuthCallback {
            error: error.to_owned(),
            description: parameters.get("error_description").map(str::to_owned),
        });
    }
    if parameters.get("id_token").is_some() || parameters.get("token").is_some() {
        return Err(failed("it contains tokens, which were not requested"));
    }
    parameters.get("code").filter(|code| !code.is_empty()).ok_or_else(|| failed("`code` is missing"))
}

/// Returns the URL of the server to which this server, as the redirect proxy, forwards a response; `None` if the
/// response is for this server.
///
/// # Errors
/// Fails if the state is not genuine, or names a host to which this server does not forward.
fn forward<F: AppTypes>(
    cx: &Context<'_, F>,
    provider: &OAuth,
    parameters: &Fields<'_>,
) -> Result<Option<String>, AuthError> {
    let (scope, oauth) = (&cx.scope, &cx.scope.engine.settings.oauth);
    let on_proxy = oauth.redirect_proxy_of(provider).is_some_and(|proxy| proxy.origin == *scope.origin);
    let Some(state) = parameters.get("state").filter(|_| on_proxy) else { return Ok(None) };
    let invalid = |cause| AuthError::InvalidCheck { check: "state", cause };
    let state =
        StateParam::open(&oauth.state_keys, state, scope.now).map_err(|error| invalid(error.into()))?;
    let Some(target) = state.origin else { return Ok(None) };
    let (origin, _) = Origin::split(&target).map_err(|_| invalid(CheckError::Origin))?;
    if origin == *scope.origin {
        return Ok(None);
    }
    if !oauth.proxied.as_ref().is_some_and(|hosts| hosts.trust(&origin)) {
        return Err(invalid(CheckError::Origin));
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters.iter()).finish();
    Ok(Some(format!("{target}?{query}")))
}

/// Checks that the response belongs to a request of the same browser, and returns the state.
fn check_state<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &OAuth,
    parameters: &Fields<'_>,
) -> Result<StateParam, AuthError> {
    let sent = check_cookies::take(&mut cx.scope, Check::State, provider)?;
    let invalid = |cause| AuthError::InvalidCheck { check: "state", cause };
    match parameters.get("state").map(Secret::new) {
        Some(state) if state == sent => {}
        _ => return Err(invalid(CheckError::Mismatch)),
    }
    let keys = &cx.scope.engine.settings.oauth.state_keys;
    StateParam::open(keys, sent.expose(), cx.scope.now).map_err(|error| invalid(error.into()))
}

/// Records in the database, if there is one, that the state was used. Cookies that were copied do not work again then,
/// whether the sign-in succeeds or fails.
async fn spend_state<F: AppTypes>(cx: &Context<'_, F>, parameters: &Fields<'_>) -> Result<(), AuthError> {
    let Ok(adapter) = cx.scope.adapter() else { return Ok(()) };
    let hash = jose::encode(Sha256::digest(parameters.get("state").unwrap_or_default()));
    let until = cx.scope.now + Duration::from_secs(MAX_AGE.into()) + jose::TOLERANCE;
    match adapter.spend_once(&format!("state {hash}"), until).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(AuthError::InvalidCheck { check: "state", cause: CheckError::Spent }),
        // The database has no markers. The cookies are deleted nevertheless.
        Err(AdapterError::Unsupported(Kind::Marker)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Checks that the response reaches the browser session in which the sign-in was started, and that the same user, or
/// none, is signed in there. Otherwise, cookies that an attacker has planted would link the attacker's account.
///
/// A POST from the provider's own site comes without the CSRF cookie and without the session, since both are
/// `SameSite=Lax`. It signs in, but cannot link an account to a signed-in user; its `state` cookie alone binds it to the
/// browser.
async fn check_start<F: AppTypes>(
    cx: &Context<'_, F>,
    provider: &OAuth,
    state: &StateParam,
) -> Result<(), AuthError> {
    let here = started(cx).await?;
    let csrf_cookie = cx.scope.cookies.get(cx.scope.scheme.cookies.csrf_token.name());
    let crosses_sites = provider.form_post && csrf_cookie.is_none() && here.user.is_none();
    if crosses_sites || state.started.as_ref() == Some(&here) {
        return Ok(());
    }
    Err(AuthError::InvalidCheck { check: "state", cause: CheckError::Session })
}

/// Writes the callback URL that came with the state into its cookie again, and returns it.
fn restore_callback_url<F: AppTypes>(cx: &mut Context<'_, F>, url: &str) -> Result<CallbackUrl, AuthError> {
    let url = CallbackUrl::chosen(&cx.scope.origin, url).map_err(|_| AuthError::InvalidCallbackUrl)?;
    let spec = &cx.scope.scheme.cookies.callback_url;
    cx.scope.jar.set(spec, url.as_str(), Lifetime::BrowserSession);
    Ok(url)
}

/// Returns what a sign-in by a provider proves. The proof is as old as the provider says that its own sign-in is
/// (`auth_time` of the ID token). If the provider does not say, the sign-in may be of any time: the proof then counts as the
/// oldest, so it has no age that a handler accepts.
fn proofs_of(provider: &OAuth, said: Authentication) -> Proofs {
    let at = said.at.unwrap_or(UnixTime::from_secs(0));
    let mut proofs = Proofs::default();
    proofs.prove(AuthMethod::Federated, at);
    if provider.trust_mfa && said.is_mfa {
        proofs.prove(AuthMethod::Mfa, at);
    }
    proofs
}

/// Signs in the user of an identity, by a sign-in that was started at the time `begun`.
async fn sign_in<F: AppTypes>(
    cx: &mut Context<'_, F>,
    provider: &OAuth,
    identity: Identity,
    begun: UnixTime,
) -> Result<SignedIn, AuthError> {
    let Identity { user: described, account, profile, authentication } = identity;
    let address = described.email.as_deref().and_then(|email| EmailAddress::parse(email).ok());
    if let (None, Some(_)) = (&address, &described.email) {
        tracing::warn!(target: "auth", help = "invalid_profile_email", provider = %provider.id, "the e-mail address of a profile is not valid, so it is left out");
    }
    let user = User {
        id: random::uuid(&*cx.scope.engine.settings.random).into(),
        name: described.name.clone(),
        email: address.as_ref().map(EmailAddress::to_string),
        image: described.image.clone(),
        columns: (),
    };
    let proof = match (&address, described.email_verified) {
        (Some(address), Some(true)) => Some(VerifiedEmail::new(address, VerifiedBy::Provider(&provider.id))),
        _ => None,
    };
    let method = SignInMethod::Provider(match (proof, &address) {
        (Some(email), _) => ProviderEmail::Verified(email),
        (None, Some(address)) => ProviderEmail::Claimed(address.as_str()),
        (None, None) => ProviderEmail::Absent,
    });
    let link_by_email = provider.link_by_email;
    if let (true, Some(sid)) =
        (provider.back_channel_logout, account.tokens.id_token.as_ref().and_then(provider_session))
    {
        session::provider_session::begin(&mut cx.scope, &provider.id, &sid).await?;
    }
    let proofs = proofs_of(provider, authentication);
    let (link, begun) = (account.into(), Some(begun));
    let account = ProvenAccount {
        user,
        link,
        method,
        proof,
        proofs,
        link_by_email,
        begun,
        replaces: None,
        may_sign_up: true,
    };
    by_account::sign_in(&mut cx.scope, account, Some(provider.raw_profile(&profile))).await
}
