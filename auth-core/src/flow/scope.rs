//! One request inside the flow: its origin, its cookies, and the cookies that the response will set.

use std::{borrow::Cow, sync::LazyLock};

use http::{Extensions, HeaderMap, Uri, request::Parts};

use super::{application::Engine, error::AuthError, settings::Scheme, types::AppTypes};
use crate::{
    adapter::AnyAdapter,
    check::callback_url::{self, CallbackUrl},
    config::{Origin, UntrustedHost},
    contract::{
        UnixTime,
        callback::{
            arguments::RequestFacts,
            redirect::{RedirectCall, RedirectCallback, RedirectOutcome, RedirectUrl, Target},
            sign_in::SessionLimit,
        },
    },
    cookie::{header::RequestCookies, jar::CookieJar},
    trace,
};

/// The parts of a request's head that the flow reads.
#[derive(Clone, Copy)]
pub(crate) struct RequestHead<'r> {
    pub(crate) headers: &'r HeaderMap,
    pub(crate) uri: &'r Uri,
    pub(crate) extensions: &'r Extensions,
}

impl<'r> RequestHead<'r> {
    /// Returns the head of an HTTP request.
    pub(crate) fn of(parts: &'r Parts) -> Self {
        Self { headers: &parts.headers, uri: &parts.uri, extensions: &parts.extensions }
    }

    /// Returns the head of a request of which only the headers are known.
    pub(crate) fn of_headers(headers: &'r HeaderMap) -> Self {
        static UNKNOWN: LazyLock<(Uri, Extensions)> = LazyLock::new(Default::default);
        Self { headers, uri: &UNKNOWN.0, extensions: &UNKNOWN.1 }
    }
}

/// The context of every step. Steps read the request from it and put cookies into its jar.
pub(crate) struct Scope<'r, F: AppTypes> {
    pub(crate) engine: &'r Engine<F>,
    pub(crate) origin: Cow<'r, Origin>,
    pub(crate) scheme: &'r Scheme,
    pub(crate) cookies: RequestCookies<'r>,
    pub(crate) facts: RequestFacts<'r>,
    pub(crate) now: UnixTime,
    pub(crate) jar: CookieJar,
    /// The limit of the session that the sign-in of this request starts, as the guards set it.
    pub(crate) limit: SessionLimit,
}

impl<'r, F: AppTypes> Scope<'r, F> {
    /// Opens the scope of a request.
    ///
    /// # Errors
    /// Fails if the request names a host that the configuration does not trust.
    pub(crate) fn new(engine: &'r Engine<F>, head: RequestHead<'r>) -> Result<Self, UntrustedHost> {
        let RequestHead { headers, uri, extensions } = head;
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
            limit: SessionLimit::default(),
        })
    }

    /// Returns the application's state.
    pub(crate) fn state(&self) -> &'r F::State {
        &self.engine.state
    }

    /// Returns the database.
    ///
    /// # Errors
    /// Fails if the application has none.
    pub(crate) fn adapter(&self) -> Result<&'r AnyAdapter, AuthError> {
        let store = self.engine.settings.store.as_ref().ok_or(AuthError::MissingAdapter)?;
        Ok(&store.adapter)
    }

    /// Returns the database if it keeps the sessions.
    pub(crate) fn session_store(&self) -> Option<&'r AnyAdapter> {
        let store = self.engine.settings.store.as_ref()?;
        store.keeps_sessions.then_some(&store.adapter)
    }

    /// Returns the URL of an action: `{origin}{base path}/{action}`.
    pub(crate) fn action_url(&self, action: &str) -> String {
        format!("{}{}/{action}", self.origin, self.engine.settings.base_path.as_str())
    }

    /// Asks the redirect callback for the URL to which a browser that requested `requested` is sent.
    pub(crate) async fn redirect_target(&self, requested: &str) -> Result<CallbackUrl, AuthError> {
        let on_this_site = callback_url::is_on_this_site(requested, &self.origin);
        let url = RedirectUrl::new(requested, self.origin.as_str(), on_this_site);
        let call = RedirectCall { state: self.state(), facts: self.facts, url };
        let outcome = trace::callback("redirect", F::Redirect::call(call)).await;
        match outcome.target().map_err(|error| AuthError::callback("redirect", error))? {
            Target::Requested => CallbackUrl::within(&self.origin, requested),
            Target::Home => Ok(CallbackUrl::home(&self.origin)),
            Target::To(url) => {
                let chosen = CallbackUrl::chosen(&self.origin, &url);
                return chosen.map_err(|error| AuthError::callback("redirect", error.into()));
            }
        }
        .map_err(|_| AuthError::InvalidCallbackUrl)
    }
}
