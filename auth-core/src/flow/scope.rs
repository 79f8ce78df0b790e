//! One request inside the flow: its origin, its cookies, and the cookies that the response will set.

use std::{
    borrow::Cow,
    sync::{LazyLock, Mutex, OnceLock},
};

use http::{Extensions, HeaderMap, Request, Uri, request::Parts};

use super::{
    application::Engine,
    carrier::{Carrier, SessionText},
    error::AuthError,
    row_token::RowToken,
    settings::Scheme,
    types::AppTypes,
};
use crate::{
    adapter::{AnyAdapter, Basis},
    check::callback_url::{self, CallbackUrl},
    config::{ClientAddress, Origin, UntrustedHost},
    contract::{
        StoredId, UnixTime,
        assurance::{Anything, Assurance, AuthMethod, Minutes, Proofs},
        callback::{
            arguments::RequestFacts,
            redirect::{RedirectCall, RedirectCallback, RedirectOutcome, RedirectUrl, Target},
            sign_in::SessionLimit,
        },
        token::subject::TokenSubject,
    },
    cookie::{header::RequestCookies, jar::CookieJar},
    page::Wording,
    trace,
};

/// The head of a request, as the methods of [`Auth`](crate::app::Auth) read it: headers, URL and extensions.
///
/// It is made from `&http::request::Parts`, from `&http::Request<B>`, or from `&HeaderMap`. Headers alone do not
/// contain the address of the connection, so all sign-ins with nothing but headers share one limit, unless the client
/// address comes [from a header](crate::config::ClientIpSource::Header). With HTTP/2, the host of a request is in its
/// URL, so headers alone do not contain it either.
///
/// ```
/// use auth::{Auth, RequestHead, Session};
///
/// async fn session_of(auth: &Auth, head: impl Into<RequestHead<'_>>) -> Option<Session> {
///     auth.session(head).await.ok().flatten()
/// }
/// ```
#[derive(Clone, Copy)]
pub struct RequestHead<'r> {
    pub(crate) headers: &'r HeaderMap,
    pub(crate) uri: &'r Uri,
    pub(crate) extensions: &'r Extensions,
}

/// Shows nothing of the request: headers hold sessions and keys, and URLs tokens of links.
impl std::fmt::Debug for RequestHead<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RequestHead").finish_non_exhaustive()
    }
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

/// The head of a request, as the methods of [`Auth`](crate::app::Auth) take it: `&Parts`, `&Request<B>` or `&HeaderMap`, which
/// convert into [`RequestHead`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the head of a request",
    label = "expected `&Parts`, `&Request<…>` or `&HeaderMap`",
    note = "a handler takes the head as `parts: http::request::Parts`, and passes `&parts`; headers alone are enough to read a \
        session: `&headers`"
)]
pub trait IntoHead<'r> {
    /// Returns the head.
    fn into_head(self) -> RequestHead<'r>;
}

#[diagnostic::do_not_recommend]
impl<'r, T: Into<RequestHead<'r>>> IntoHead<'r> for T {
    fn into_head(self) -> RequestHead<'r> {
        self.into()
    }
}

impl<'r> From<&'r Parts> for RequestHead<'r> {
    fn from(parts: &'r Parts) -> Self {
        Self::of(parts)
    }
}

impl<'r, B> From<&'r Request<B>> for RequestHead<'r> {
    fn from(request: &'r Request<B>) -> Self {
        Self { headers: request.headers(), uri: request.uri(), extensions: request.extensions() }
    }
}

impl<'r> From<&'r HeaderMap> for RequestHead<'r> {
    fn from(headers: &'r HeaderMap) -> Self {
        Self::of_headers(headers)
    }
}

/// The facts of a session that stay if a sign-in continues it: an account is linked to it, or its user proves more.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContinuedSession {
    /// The proofs of the user.
    pub(crate) proofs: Proofs,
    /// The time of the sign-in.
    pub(crate) auth_time: Option<UnixTime>,
    /// The time at which the session ends, even if it is used.
    pub(crate) end: Option<UnixTime>,
    /// `true` if the browser forgets the session when it is closed.
    pub(crate) transient: bool,
    /// A hash of the provider's session in which the session began.
    pub(crate) provider_session: Option<String>,
    /// The state of the session and its user on which a credential relies that is added to the user.
    pub(crate) basis: Basis,
    /// The hash of the session.
    pub(crate) session: String,
    /// `true` if the user steps up, so that the time of the sign-in is that of this request.
    pub(crate) is_step_up: bool,
    /// The owner and the epoch of the token of the session, if it can be revoked.
    pub(crate) epoch: Option<(StoredId, u64)>,
    /// The ID of the session, and the time at which its token expires, if the token can be revoked.
    pub(crate) sid: Option<(String, Option<UnixTime>)>,
}

impl ContinuedSession {
    /// Returns `true` if the user has signed in, or has proven anything, in the last ten minutes. Only then may the session
    /// change the ways to sign in.
    pub(crate) fn is_fresh(&self, now: UnixTime) -> bool {
        let begun = self.auth_time.map(|begun| now.as_secs().saturating_sub(begun.as_secs()));
        begun.is_some_and(|seconds| (-60..=600).contains(&seconds))
            || Assurance::new(self.proofs, now).proves::<Anything, Minutes<10>>()
    }
}

/// A sign-in that continues after its second factor.
#[cfg(feature = "totp")]
pub(crate) struct Resumed {
    /// The user who has proven the second factor; `None` for one whom the sign-in creates.
    pub(crate) user: Option<StoredId>,
    /// `true` if nothing had proven the e-mail address of the stored user at the time of the first factor.
    pub(crate) was_unproven: bool,
    /// The time of the first factor.
    #[cfg_attr(not(feature = "email"), allow(dead_code, reason = "for magic links"))]
    pub(crate) begun: UnixTime,
    /// The authenticator application that the user has confirmed.
    pub(crate) enrolment: Option<crate::check::confirmed_totp::ConfirmedTotp>,
}

/// The user of a session who proves more, or again.
#[derive(Clone, Debug)]
pub(crate) struct SteppingUp {
    /// The stored user.
    pub(crate) owner: Option<StoredId>,
    /// The owner of the ID in `sub`.
    pub(crate) subject: Option<TokenSubject>,
    pub(crate) sub: Option<String>,
    pub(crate) email: Option<String>,
}

/// The context of every step. Steps read the request from it and put cookies into its jar.
///
/// Each request copies the scope several times, so the fields that few requests need are boxed.
pub(crate) struct Scope<'r, F: AppTypes> {
    pub(crate) engine: &'r Engine<F>,
    pub(crate) origin: Cow<'r, Origin>,
    /// The base path as the browser sees it.
    pub(crate) base: Cow<'r, str>,
    pub(crate) scheme: &'r Scheme,
    pub(crate) cookies: RequestCookies<'r>,
    /// The carrier of the session: the cookies, unless [`with_bearer`](Self::with_bearer) has found a bearer.
    pub(crate) carrier: Carrier<'r>,
    /// The change to the text of the session.
    pub(crate) session_text: SessionText,
    pub(crate) facts: RequestFacts<'r>,
    pub(crate) address: ClientAddress,
    pub(crate) now: UnixTime,
    pub(crate) jar: CookieJar,
    /// The token of the session's row, once the row was found. The browser may have sent several.
    pub(crate) row: OnceLock<Box<RowToken>>,
    /// The token of the row that the sign-in of this request starts.
    pub(crate) new_row: Mutex<Option<Box<RowToken>>>,
    /// The cookies that the response sets even if the action fails: deletions of what the action has used up.
    pub(crate) jar_of_failure: CookieJar,
    /// The limit of the session that the sign-in of this request starts, as the guards set it.
    pub(crate) limit: SessionLimit,
    /// The proofs of the sign-in of this request.
    pub(crate) proofs: Proofs,
    /// The session that the sign-in of this request continues; `None` if it starts a new one.
    pub(crate) continued: Option<Box<ContinuedSession>>,
    /// The user who signs in, and the revocation epoch on which the session relies that this request starts. What ends all
    /// sessions of the user from then on ends this one, too.
    pub(crate) relied_on: Option<(StoredId, u64)>,
    /// A mark of the password that was right. Another one ends the sign-in.
    #[cfg_attr(not(any(feature = "password", feature = "totp")), allow(dead_code, reason = "for passwords"))]
    pub(crate) checked_password: Option<String>,
    /// The user who steps up by the sign-in of this request; `None` if it is no step-up.
    pub(crate) step_up: Option<Box<SteppingUp>>,
    /// A hash of the provider's session in which the sign-in of this request takes place, if the provider may end it.
    pub(crate) provider_session: Option<String>,
    /// The CSRF token that the browser gets with the response, if it has none.
    #[cfg(feature = "totp")]
    pub(crate) new_csrf_token: Option<crate::check::csrf::CsrfToken>,
    /// The sign-in that this request continues after its second factor.
    #[cfg(feature = "totp")]
    pub(crate) resumed: Option<Box<Resumed>>,
}

impl<'r, F: AppTypes> Scope<'r, F> {
    /// Opens the scope of a request.
    ///
    /// # Errors
    /// Fails if the request names a host that the configuration does not trust.
    pub(crate) fn new(engine: &'r Engine<F>, head: RequestHead<'r>) -> Result<Self, UntrustedHost> {
        let RequestHead { headers, uri, extensions } = head;
        let settings = &engine.settings;
        let address = settings.client_ip.address(headers, extensions);
        let origin = settings.origin.resolve(headers, uri)?;
        Ok(Self {
            engine,
            scheme: settings.scheme(&origin),
            origin,
            base: settings.paths.below(""),
            cookies: RequestCookies::new(headers),
            carrier: Carrier::Cookie,
            session_text: SessionText::Unchanged,
            facts: RequestFacts { headers: Some(headers), client_ip: address.known() },
            address,
            now: settings.clock.now(),
            jar: CookieJar::new(),
            row: OnceLock::new(),
            new_row: Mutex::default(),
            jar_of_failure: CookieJar::new(),
            limit: SessionLimit::default(),
            proofs: Proofs::default(),
            continued: None,
            relied_on: None,
            checked_password: None,
            step_up: None,
            provider_session: None,
            #[cfg(feature = "totp")]
            new_csrf_token: None,
            #[cfg(feature = "totp")]
            resumed: None,
        })
    }

    /// Returns the epoch of a user on which the session relies that this request starts or continues; `None` if it relies on
    /// none.
    pub(crate) fn relied_epoch(&self, user: &StoredId) -> Option<u64> {
        let continued = || self.continued.as_ref()?.epoch.as_ref();
        let (owner, epoch) = self.relied_on.as_ref().or_else(continued)?;
        (owner == user).then_some(*epoch)
    }

    /// Lets the session rely on the present epoch of its user, because this request itself has begun one by a first proof.
    #[cfg(any(feature = "oauth", feature = "passkey", feature = "sms"))]
    pub(crate) fn forget_relied_epoch(&mut self) {
        self.relied_on = None;
        if let Some(continued) = &mut self.continued {
            continued.epoch = None;
        }
    }

    /// Records that the sign-in of this request has proven its user by a method.
    pub(crate) fn prove(&mut self, method: AuthMethod) {
        self.proofs.prove(method, self.now);
    }

    /// Returns the words of the pages and mails of this request.
    pub(crate) fn wording(&self) -> Wording<'r> {
        self.engine.settings.languages.choose(self.facts.headers)
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

    /// Sets the base path as the browser sees it.
    pub(crate) fn at(self, base: Cow<'r, str>) -> Self {
        Self { base, ..self }
    }

    /// Returns the URL of an action: `{origin}{base path}/{action}`.
    pub(crate) fn action_url(&self, action: &str) -> String {
        format!("{}{}/{action}", self.origin, self.base)
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
