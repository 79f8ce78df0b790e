//! `/callback/{provider}` for OAuth 2.0 and OpenID Connect: the browser comes back with an authorization
//! response.

use super::super::Context;
use crate::{
    Secret, User,
    account::{Arrival, link::VerifiedEmail},
    auth_error::AuthError,
    check::{
        callback_url::CallbackUrl,
        sealed::{Check, CheckError},
        state::State,
    },
    config::Origin,
    flow::Flow,
    provider::oauth::{Grant, IdentifyError, Identity, IdentityProvider, Metadata, OAuth, OAuthError, Proof},
    random,
    request::Fields,
    response::Outcome,
    sign_in::{SignedIn, address::lower_case},
};

/// Signs in whom the provider vouches for.
pub(super) async fn run<F: Flow>(
    cx: &mut Context<'_, F>,
    provider: &IdentityProvider<F::State>,
) -> Result<Outcome, AuthError> {
    let request = cx.request;
    let parameters = if provider.form_post { request.body.fields() } else { request.query.fields() };
    if let Some(elsewhere) = cx.forward(provider, parameters)? {
        return Ok(Outcome::Redirect(elsewhere));
    }
    let note = cx.check_state(provider, parameters)?;
    let verifier = provider.pkce.then(|| cx.scope.take_check(Check::Pkce, provider)).transpose()?;
    let nonce = provider.nonce.then(|| cx.scope.take_check(Check::Nonce, provider)).transpose()?;

    let settings = &cx.scope.engine.settings;
    let http = settings.client.as_deref().ok_or(AuthError::InvalidProvider)?;
    let failed = |cause| AuthError::provider(provider, cause);
    let metadata = provider.metadata(http, cx.scope.now).await.map_err(failed)?;
    let code = authorization_code(parameters, &metadata, provider)?;
    let redirect_uri = cx.redirect_uri(provider);
    let grant = Grant { code, redirect_uri: &redirect_uri, code_verifier: verifier.as_ref() };
    let (nonce, now, random) = (nonce.as_ref(), cx.scope.now, &*settings.random);
    let proof = Proof { grant, nonce, parameters, metadata: &metadata, now, random };
    let application = (cx.scope.state(), cx.scope.facts);
    let identity = provider.identify(http, &proof, application).await.map_err(|error| match error {
        IdentifyError::Provider(cause) => failed(cause),
        IdentifyError::Profile(cause) => AuthError::OAuthProfileParse(cause),
        IdentifyError::Nobody => AuthError::AccessDenied,
    })?;
    let callback_url = match note.callback_url {
        Some(url) => cx.remember(&url)?,
        None => cx.callback_url.clone(),
    };
    let target = match cx.enter(provider, identity).await? {
        SignedIn::Done => callback_url,
        SignedIn::Redirected(to) => to,
    };
    Ok(Outcome::Redirect(target.to_string()))
}

/// The code of an authorization response to this client's request (RFC 6749 section 4.1.2, RFC 9207).
fn authorization_code<'p>(
    parameters: &'p Fields<'_>,
    metadata: &Metadata,
    provider: &OAuth,
) -> Result<&'p str, AuthError> {
    let failed = |what| AuthError::provider(provider, OAuthError::Response(what));
    if parameters.get("response").is_some() {
        return Err(failed("it is a JWT, which was not asked for"));
    }
    match parameters.get("iss") {
        Some(iss) if Some(iss) != metadata.issuer.as_deref() => {
            return Err(failed("`iss` is another issuer"));
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
        return Err(failed("it holds tokens, which were not asked for"));
    }
    parameters.get("code").filter(|code| !code.is_empty()).ok_or_else(|| failed("`code` is missing"))
}

impl<F: Flow> Context<'_, F> {
    /// What the provider knows as this client's callback: that of the redirect proxy, else this server's own.
    pub(in crate::action) fn redirect_uri(&self, provider: &OAuth) -> String {
        let action = format!("callback/{}", provider.id);
        match self.scope.engine.settings.redirect_proxy_of(provider) {
            Some(proxy) => format!("{proxy}/{action}"),
            None => self.scope.action_url(&action),
        }
    }

    /// As the redirect proxy: where a response belongs that is another server's.
    fn forward(&self, provider: &OAuth, parameters: &Fields<'_>) -> Result<Option<String>, AuthError> {
        let settings = &self.scope.engine.settings;
        let on_proxy =
            settings.redirect_proxy_of(provider).is_some_and(|proxy| proxy.origin == *self.scope.origin);
        let Some(state) = parameters.get("state").filter(|_| on_proxy) else { return Ok(None) };
        let invalid = |cause| AuthError::InvalidCheck { check: "state", cause };
        let note = State::open(&settings.state_keys, state, self.scope.now)
            .map_err(|error| invalid(error.into()))?;
        let Some(target) = note.origin else { return Ok(None) };
        let (origin, _) = Origin::split(&target).map_err(|_| invalid(CheckError::Origin))?;
        if origin == *self.scope.origin {
            return Ok(None);
        }
        if !settings.proxied.as_ref().is_some_and(|hosts| hosts.trust(&origin)) {
            return Err(invalid(CheckError::Origin));
        }
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters.iter()).finish();
        Ok(Some(format!("{target}?{query}")))
    }

    /// The response answers the request of this very browser.
    fn check_state(&mut self, provider: &OAuth, parameters: &Fields<'_>) -> Result<State, AuthError> {
        let sent = self.scope.take_check(Check::State, provider)?;
        let invalid = |cause| AuthError::InvalidCheck { check: "state", cause };
        match parameters.get("state").map(Secret::new) {
            Some(state) if state == sent => {}
            _ => return Err(invalid(CheckError::Mismatch)),
        }
        let keys = &self.scope.engine.settings.state_keys;
        State::open(keys, sent.expose(), self.scope.now).map_err(|error| invalid(error.into()))
    }

    /// The callback URL that came with the state, put back into its cookie.
    fn remember(&mut self, url: &str) -> Result<CallbackUrl, AuthError> {
        let url = CallbackUrl::chosen(&self.scope.origin, url).map_err(|_| AuthError::InvalidCallbackUrl)?;
        let spec = &self.scope.scheme.cookies.callback_url;
        self.scope.jar.set(spec, url.as_str(), crate::cookie::jar::Lifetime::BrowserSession);
        Ok(url)
    }

    /// Signs in whom the provider describes.
    async fn enter(&mut self, provider: &OAuth, identity: Identity) -> Result<SignedIn, AuthError> {
        let Identity { user: described, account, profile } = identity;
        let user = User {
            id: random::uuid(&*self.scope.engine.settings.random).into(),
            name: described.name.clone(),
            email: described.email.as_deref().map(lower_case),
            image: described.image.clone(),
            columns: (),
        };
        self.scope
            .enter(Arrival {
                user,
                link: account.into(),
                profile: Some(provider.raw_profile(&profile)),
                linking_email: VerifiedEmail::proven(&described, provider.link_by_email),
            })
            .await
    }
}
