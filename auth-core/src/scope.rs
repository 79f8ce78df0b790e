//! One request inside the engine: where it came from, what it brought, and what the answer will set.

use std::borrow::Cow;

use http::{Extensions, HeaderMap, Uri};

use crate::{
    UnixTime,
    adapter::AnyAdapter,
    auth_error::AuthError,
    callback::{
        arguments::Facts,
        redirect::{RedirectCall, RedirectCallback, RedirectOutcome, RedirectUrl, Target},
    },
    check::callback_url::{self, CallbackUrl},
    config::{Origin, UntrustedHost},
    cookie::{header::RequestCookies, jar::CookieJar},
    engine::Engine,
    flow::Flow,
    settings::Scheme,
    trace,
};

/// What every step of the flow needs. Steps read the request from it and put cookies into its jar.
pub(crate) struct Scope<'r, F: Flow> {
    pub(crate) engine: &'r Engine<F>,
    pub(crate) origin: Cow<'r, Origin>,
    pub(crate) scheme: &'r Scheme,
    pub(crate) cookies: RequestCookies<'r>,
    pub(crate) facts: Facts<'r>,
    pub(crate) now: UnixTime,
    pub(crate) jar: CookieJar,
}

impl<'r, F: Flow> Scope<'r, F> {
    /// The scope of a request with these headers.
    pub(crate) fn new(
        engine: &'r Engine<F>,
        headers: &'r HeaderMap,
        uri: &'r Uri,
        extensions: &Extensions,
    ) -> Result<Self, UntrustedHost> {
        let settings = &engine.settings;
        let origin = settings.origin.resolve(headers, uri)?;
        Ok(Self {
            engine,
            scheme: settings.scheme(&origin),
            origin,
            cookies: RequestCookies::new(headers),
            facts: settings.facts(headers, extensions),
            now: settings.clock.now(),
            jar: CookieJar::new(),
        })
    }

    /// The application's state.
    pub(crate) fn state(&self) -> &'r F::State {
        &self.engine.state
    }

    /// The database.
    ///
    /// # Errors
    /// When the application has none.
    pub(crate) fn adapter(&self) -> Result<&'r AnyAdapter, AuthError> {
        let store = self.engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
        Ok(&store.adapter)
    }

    /// The database, if it keeps the sessions.
    pub(crate) fn session_store(&self) -> Option<&'r AnyAdapter> {
        let store = self.engine.settings.store.as_ref()?;
        store.keeps_sessions.then_some(&store.adapter)
    }

    /// The URL of an action: `{origin}{base path}/{action}`.
    pub(crate) fn action_url(&self, action: &str) -> String {
        format!("{}{}/{action}", self.origin, self.engine.settings.base_path.as_str())
    }

    /// Where somebody is sent who asked for `requested`: what the redirect callback says.
    pub(crate) async fn redirect_target(&self, requested: &str) -> Result<CallbackUrl, AuthError> {
        let on_this_site = callback_url::is_on_this_site(requested, &self.origin);
        let url = RedirectUrl::new(requested, self.origin.as_str(), on_this_site);
        let call = RedirectCall { state: self.state(), facts: self.facts, url };
        let outcome = trace::callback("redirect", F::Redirect::call(call)).await;
        match outcome.target().map_err(|error| AuthError::callback("redirect", error))? {
            Target::Requested => CallbackUrl::within(&self.origin, requested),
            Target::Home => Ok(CallbackUrl::home(&self.origin)),
            Target::To(url) => CallbackUrl::chosen(&self.origin, &url),
        }
        .map_err(|_| AuthError::InvalidCallbackUrl)
    }
}
