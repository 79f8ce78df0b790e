//! Sessions on the server's side, without an HTTP action. Each call returns the cookies that the response must set.

use std::sync::Arc;

use bytes::Bytes;
use http::{Extensions, HeaderMap, HeaderValue, Response, header::SET_COOKIE};
use http_body_util::Full;
use serde_json::Value;

use super::request_sessions::{RequestSessions, Shared};
#[cfg(feature = "testing")]
use crate::contract::assurance::Proofs;
#[cfg(feature = "totp")]
use crate::flow::pages;
use crate::{
    check::callback_url::{self, CallbackUrl},
    contract::{
        KnownUser, Secret,
        callback::jwt::Access,
        form::FormInput,
        session::{Session, SessionData},
    },
    flow::{
        account,
        application::Engine,
        carrier::SESSION_HEADER,
        error::AuthError,
        response,
        scope::{RequestHead, Scope},
        session::{self, Renewal, SessionId, SessionState},
        sign_in::{SignedIn, by_form},
        types::AppTypes,
    },
};

/// Cookies that the response must set. Otherwise the browser keeps its previous cookies, and with them its previous
/// session.
///
/// The response to a request with a session in the header `Authorization` ([`bearer_sessions`]) gets the header
/// `X-Auth-Session` in place of cookies: with the text of the session from now on, or empty if the session has ended.
///
/// [`bearer_sessions`]: super::builder::AuthBuilder::bearer_sessions
#[derive(Clone, Default)]
#[must_use = "the response must set these cookies"]
pub struct SetCookies {
    headers: HeaderMap,
    bearer: Option<Secret>,
}

impl std::fmt::Debug for SetCookies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("SetCookies").field(&self.headers).finish()
    }
}

impl SetCookies {
    /// Writes the changes of a request.
    pub(crate) fn of<F: AppTypes>(scope: &mut Scope<'_, F>) -> Result<Self, AuthError> {
        let mut headers = HeaderMap::new();
        scope.jar.move_to(&mut headers).map_err(|error| AuthError::Unwritable(error.into()))?;
        headers.extend(scope.session_header().map(|text| (SESSION_HEADER, text)));
        Ok(Self { headers, bearer: scope.session_text.issued().cloned() })
    }

    /// Returns the session as a program sends it in the header `Authorization: Bearer`: the same text as in the cookie.
    /// `None` if the application does not accept sessions there ([`bearer_sessions`]), or no session was started or
    /// extended.
    ///
    /// Give it to programs alone. A script of a page can read it, and then so can everything that gets into the page.
    ///
    /// [`bearer_sessions`]: super::builder::AuthBuilder::bearer_sessions
    pub fn bearer(&self) -> Option<&Secret> {
        self.bearer.as_ref()
    }

    /// Returns the values of the `Set-Cookie` headers.
    pub fn iter(&self) -> impl Iterator<Item = &HeaderValue> {
        self.headers.get_all(SET_COOKIE).iter()
    }

    /// Adds the cookies to the headers of a response. If there are any, shared caches may not keep the response:
    /// `Cache-Control` becomes `private` unless it is `private` or `no-store` already, and `Vary` names `Cookie`. Set
    /// other headers before.
    pub fn append_to(&self, headers: &mut HeaderMap) {
        if self.headers.is_empty() {
            return;
        }
        if let Some(text) = self.headers.get(SESSION_HEADER) {
            headers.insert(SESSION_HEADER, text.clone());
        }
        headers.extend(self.iter().map(|value| (SET_COOKIE, value.clone())));
        response::forbid_shared_caching(headers);
    }
}

/// A session that was extended or updated.
#[derive(Debug)]
#[non_exhaustive]
pub struct UpdatedSession<V> {
    /// The session; `None` if the request has none, or it has ended.
    pub session: Option<Session<V>>,
    /// The cookies that the response must set.
    pub cookies: SetCookies,
}

/// The result of a sign-in that was not refused.
#[derive(Debug)]
pub enum SignInResult {
    /// The user is signed in. The response must set these cookies.
    SignedIn(SetCookies),
    /// A guard has stopped the sign-in and sends the browser to this URL. The user is not signed in.
    Redirect(String),
    /// The user has to prove a second factor. The user is not signed in. The response must set the cookies and send the
    /// browser to the URL. Happens only with `.totp(…)` or `.second_factor::<…>()`.
    SecondFactor {
        /// The URL of the page that asks for the second factor.
        url: String,
        /// The cookies that the response must set.
        cookies: SetCookies,
    },
}

/// The result of a sign-out.
#[derive(Debug)]
#[must_use = "the response must set the cookies"]
#[non_exhaustive]
pub struct SignedOut {
    /// The cookies that the response must set. They sign out this browser in any case.
    pub cookies: SetCookies,
    /// [`AuthError::SignOutNotStored`] if the database failed: others who hold the cookie of the session may still be
    /// signed in. The end of the session is tried again in the background for about a minute.
    pub stored: Result<(), AuthError>,
}

/// A session that was read, and the cookies to set if it was extended or has ended.
pub(crate) struct Read<V> {
    pub(crate) session: Option<Session<V>>,
    pub(crate) renewed: Option<SetCookies>,
    /// `true` if the session has reached the age at which it is extended, and was not.
    pub(crate) is_due: bool,
}

/// Finishes the response to a request: adds the headers that every one has, and forgets the session that the request has read,
/// if the response changes it.
pub(super) fn finished<V: SessionData>(
    answer: Response<Bytes>,
    request: &Extensions,
    shared: &Arc<Shared>,
) -> Response<Full<Bytes>> {
    if answer.headers().contains_key(SET_COOKIE) || answer.headers().contains_key(SESSION_HEADER) {
        RequestSessions::forget_in::<V>(request, shared);
    }
    response::secured(answer).map(Full::new)
}

/// Reads the session. If `renew` is true, extends a session that is due.
pub(crate) async fn read<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    renew: bool,
) -> Result<Read<F::Session>, AuthError> {
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let SessionState::Active(mut record) = session::read(&scope).await? else {
        return Ok(Read { session: None, renewed: None, is_due: false });
    };
    let is_due = !renew && session::is_due(&scope, &record);
    let renewal = if renew { session::renew(&mut scope, &mut record).await } else { Renewal::Unchanged };
    let renewed = match renewal {
        Renewal::Unchanged => None,
        Renewal::Extended => Some(SetCookies::of(&mut scope)?),
        Renewal::Ended => {
            return Ok(Read { session: None, renewed: Some(SetCookies::of(&mut scope)?), is_due: false });
        }
    };
    let expires = record.exp.unwrap_or_else(|| session::expiry(&scope, &record));
    Ok(Read { session: Some(session::show(&scope, &record, expires, None).await?), renewed, is_due })
}

/// Extends the session, after updating it with a payload if there is one.
pub(crate) async fn refresh<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    update: Option<Value>,
) -> Result<UpdatedSession<F::Session>, AuthError> {
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let session = match session::read(&scope).await? {
        SessionState::Absent | SessionState::Foreign => None,
        SessionState::Invalid => {
            session::end(&mut scope);
            None
        }
        SessionState::Active(mut record) => {
            let access = match &update {
                Some(payload) => session::update(&scope, &mut record, payload).await?,
                None => Access::Allow,
            };
            session::extend(&mut scope, record, access, update.as_ref()).await?
        }
    };
    Ok(UpdatedSession { session, cookies: SetCookies::of(&mut scope)? })
}

/// Signs in with the form of a credentials provider.
pub(crate) async fn sign_in<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    provider: &str,
    form: &(dyn FormInput + Sync),
) -> Result<SignInResult, AuthError> {
    let provider = engine.provider(provider)?.credentials().ok_or(AuthError::InvalidProvider)?;
    let mut scope = Scope::new(engine, head)?;
    let signed_in = by_form::sign_in(&mut scope, provider, form).await?;
    result(&mut scope, signed_in)
}

/// Signs in a user with these proofs, whatever their times.
#[cfg(feature = "testing")]
pub(crate) async fn sign_in_with_proofs<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    user: KnownUser,
    proofs: Proofs,
) -> Result<SignInResult, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    scope.proofs.merge(proofs);
    let signed_in = by_form::sign_in_as(&mut scope, user, &"credentials".into()).await?;
    result(&mut scope, signed_in)
}

/// Signs in a user that the application has authenticated by other means.
pub(crate) async fn sign_in_as<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    user: KnownUser,
) -> Result<SignInResult, AuthError> {
    let mut scope = Scope::new(engine, head)?;
    let signed_in = by_form::sign_in_as(&mut scope, user, &"credentials".into()).await?;
    result(&mut scope, signed_in)
}

/// Returns the result of a sign-in, with the cookies to set.
pub(super) fn result<F: AppTypes>(
    scope: &mut Scope<'_, F>,
    signed_in: SignedIn,
) -> Result<SignInResult, AuthError> {
    Ok(match signed_in {
        SignedIn::Done => SignInResult::SignedIn(SetCookies::of(scope)?),
        SignedIn::Redirected(url) => SignInResult::Redirect(url.to_string()),
        // Only a sign-in by a provider links accounts.
        SignedIn::StepUp => return Err(AuthError::NotLinked),
        #[cfg(feature = "totp")]
        SignedIn::SecondFactor(pending) => {
            pending.keep(scope, None)?;
            let settings = &scope.engine.settings;
            let url = pages::second_factor_url(settings, scope.origin.as_str(), &scope.base, None);
            SignInResult::SecondFactor { url, cookies: SetCookies::of(scope)? }
        }
    })
}

/// Returns the URL at which a browser goes on after a sign-in, as the redirect callback allows it.
pub(crate) async fn callback_url<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
    requested: &str,
) -> Result<String, AuthError> {
    let scope = Scope::new(engine, head)?;
    let home = || CallbackUrl::home(&scope.origin).to_string();
    if requested.is_empty() || requested.len() > callback_url::MAX_LENGTH {
        return Ok(home());
    }
    match scope.redirect_target(requested).await {
        Err(AuthError::InvalidCallbackUrl) => Ok(home()),
        chosen => chosen.map(|url| url.to_string()),
    }
}

/// Signs out the user of a request.
pub(crate) async fn sign_out<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
) -> Result<SignedOut, AuthError> {
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let stored = session::sign_out(&mut scope).await;
    Ok(SignedOut { cookies: SetCookies::of(&mut scope)?, stored })
}

/// Ends all other sessions of the user of a request.
pub(crate) async fn sign_out_elsewhere<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
) -> Result<Option<SetCookies>, AuthError> {
    if !account::is_ended_elsewhere(engine) {
        return Err(AuthError::NotRevocable);
    }
    let mut scope = Scope::new(engine, head)?.with_bearer();
    let Some(own) = session::own(&scope).await? else { return Ok(None) };
    session::continue_alone(&mut scope, own).await?;
    SetCookies::of(&mut scope).map(Some)
}

/// Returns the ID of the session in the cookie, if sessions are rows of the database.
pub(crate) fn session_id<F: AppTypes>(
    engine: &Engine<F>,
    head: RequestHead<'_>,
) -> Result<Option<SessionId>, AuthError> {
    let scope = Scope::new(engine, head)?.with_bearer();
    let token = scope.session_store().and(session::stored::token(&scope));
    Ok(token.map(|token| SessionId::of(&token.key)))
}
