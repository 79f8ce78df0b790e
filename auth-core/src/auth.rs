//! `Auth<V>`: a running application, with the types of its callbacks erased once.

use std::{marker::PhantomData, pin::Pin, sync::Arc};

use bytes::Bytes;
use http::{Extensions, HeaderMap, Request, Response, Uri, request::Parts};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use serde::Serialize;
use serde_json::Value;

#[cfg(feature = "oauth")]
use crate::account::{ProviderTokens, ProviderTokensError};
use crate::{
    BoxError, User, UserId,
    auth_error::AuthError,
    builder::AuthBuilder,
    callback::arguments::Facts,
    engine::Engine,
    flow::{Callbacks, Flow},
    form::FormInput,
    response,
    revocation::{ActiveSession, SessionId},
    server::{Change, Entered, Read, SetCookies},
    session_data::{Session, SessionData},
};

/// A running application. It names the type of the session and nothing else; clones share everything.
///
/// It answers requests below its base path ([`handle`](Self::handle), or as a `tower` service), and reads,
/// updates and ends sessions on the server's side without HTTP.
pub struct Auth<V = ()> {
    engine: Arc<dyn Erased<V>>,
}

impl<V> Clone for Auth<V> {
    fn clone(&self) -> Self {
        Self { engine: self.engine.clone() }
    }
}

impl Auth<()> {
    /// Collects the configuration of an application.
    pub fn builder() -> AuthBuilder<(), Callbacks> {
        AuthBuilder::new()
    }
}

/// The head of a request.
#[derive(Clone, Copy)]
pub(crate) struct Head<'r> {
    pub(crate) headers: &'r HeaderMap,
    pub(crate) uri: &'r Uri,
    pub(crate) extensions: &'r Extensions,
}

impl<'r> Head<'r> {
    pub(crate) fn of(parts: &'r Parts) -> Self {
        Self { headers: &parts.headers, uri: &parts.uri, extensions: &parts.extensions }
    }

    /// A request of which only the headers are known.
    pub(crate) fn of_headers(headers: &'r HeaderMap) -> Self {
        static NOWHERE: std::sync::LazyLock<(Uri, Extensions)> = std::sync::LazyLock::new(Default::default);
        Self { headers, uri: &NOWHERE.0, extensions: &NOWHERE.1 }
    }
}

type Answer<'r, T> = Pin<Box<dyn Future<Output = T> + Send + 'r>>;

/// The engine without its type: one boxed future per call.
#[cfg_attr(
    not(feature = "axum"),
    allow(dead_code, reason = "some of it serves the integration of a framework")
)]
pub(crate) trait Erased<V>: Send + Sync {
    fn handle<'r>(&'r self, parts: &'r Parts, body: &'r [u8]) -> Answer<'r, Response<Bytes>>;
    fn read<'r>(&'r self, head: Head<'r>, renew: bool) -> Answer<'r, Result<Read<V>, AuthError>>;
    fn refresh<'r>(
        &'r self,
        head: Head<'r>,
        update: Option<Value>,
    ) -> Answer<'r, Result<Change<V>, AuthError>>;
    fn sign_in<'r>(
        &'r self,
        head: Head<'r>,
        provider: &'r str,
        form: &'r (dyn FormInput + Sync),
    ) -> Answer<'r, Result<Entered, AuthError>>;
    fn sign_in_as<'r>(&'r self, head: Head<'r>, user: &'r User) -> Answer<'r, Result<Entered, AuthError>>;
    fn sign_out<'r>(&'r self, head: Head<'r>) -> Answer<'r, Result<SetCookies, AuthError>>;
    fn sessions_of<'r>(&'r self, user: &'r UserId) -> Answer<'r, Result<Vec<ActiveSession>, AuthError>>;
    fn revoke_session<'r>(
        &'r self,
        user: &'r UserId,
        id: &'r SessionId,
    ) -> Answer<'r, Result<bool, AuthError>>;
    fn sign_out_everywhere<'r>(&'r self, user: &'r UserId) -> Answer<'r, Result<(), AuthError>>;
    #[cfg(feature = "oauth")]
    fn provider_tokens<'r>(
        self: Arc<Self>,
        user: &'r UserId,
        provider: &'r str,
    ) -> Answer<'r, Result<Option<ProviderTokens>, ProviderTokensError>>
    where
        V: 'r;
    fn session_id(&self, head: Head<'_>) -> Result<Option<SessionId>, AuthError>;
    fn facts<'r>(&self, head: Head<'r>) -> Facts<'r>;
    fn sign_in_page(&self, callback_url: &str) -> String;
    fn access_denied(&self) -> Response<Bytes>;
    fn base_path(&self) -> &str;
    fn body_limit(&self) -> usize;
}

impl<F: Flow> Erased<F::Session> for Engine<F> {
    fn handle<'r>(&'r self, parts: &'r Parts, body: &'r [u8]) -> Answer<'r, Response<Bytes>> {
        Box::pin(self.handle(parts, body))
    }

    fn read<'r>(&'r self, head: Head<'r>, renew: bool) -> Answer<'r, Result<Read<F::Session>, AuthError>> {
        Box::pin(self.read(head, renew))
    }

    fn refresh<'r>(
        &'r self,
        head: Head<'r>,
        update: Option<Value>,
    ) -> Answer<'r, Result<Change<F::Session>, AuthError>> {
        Box::pin(self.refresh(head, update))
    }

    fn sign_in<'r>(
        &'r self,
        head: Head<'r>,
        provider: &'r str,
        form: &'r (dyn FormInput + Sync),
    ) -> Answer<'r, Result<Entered, AuthError>> {
        Box::pin(self.sign_in(head, provider, form))
    }

    fn sign_in_as<'r>(&'r self, head: Head<'r>, user: &'r User) -> Answer<'r, Result<Entered, AuthError>> {
        Box::pin(self.sign_in_as(head, user))
    }

    fn sign_out<'r>(&'r self, head: Head<'r>) -> Answer<'r, Result<SetCookies, AuthError>> {
        Box::pin(self.sign_out(head))
    }

    fn sessions_of<'r>(&'r self, user: &'r UserId) -> Answer<'r, Result<Vec<ActiveSession>, AuthError>> {
        Box::pin(self.sessions_of(user))
    }

    fn revoke_session<'r>(
        &'r self,
        user: &'r UserId,
        id: &'r SessionId,
    ) -> Answer<'r, Result<bool, AuthError>> {
        Box::pin(self.revoke_session(user, id))
    }

    fn sign_out_everywhere<'r>(&'r self, user: &'r UserId) -> Answer<'r, Result<(), AuthError>> {
        Box::pin(self.sign_out_everywhere(user))
    }

    #[cfg(feature = "oauth")]
    fn provider_tokens<'r>(
        self: Arc<Self>,
        user: &'r UserId,
        provider: &'r str,
    ) -> Answer<'r, Result<Option<ProviderTokens>, ProviderTokensError>>
    where
        F::Session: 'r,
    {
        Box::pin(self.provider_tokens(user, provider))
    }

    fn session_id(&self, head: Head<'_>) -> Result<Option<SessionId>, AuthError> {
        self.session_id(head)
    }

    fn facts<'r>(&self, head: Head<'r>) -> Facts<'r> {
        self.settings.facts(head.headers, head.extensions)
    }

    fn sign_in_page(&self, callback_url: &str) -> String {
        self.sign_in_page(callback_url)
    }

    fn access_denied(&self) -> Response<Bytes> {
        self.access_denied()
    }

    fn base_path(&self) -> &str {
        self.settings.base_path.as_str()
    }

    fn body_limit(&self) -> usize {
        self.settings.body_limit
    }
}

impl<V: SessionData> Auth<V> {
    pub(crate) fn new<F: Flow<Session = V>>(engine: Engine<F>) -> Self {
        Self { engine: Arc::new(engine) }
    }

    pub(crate) fn erased(&self) -> &dyn Erased<V> {
        &*self.engine
    }

    /// Answers a request. What is not below the base path is answered 404.
    ///
    /// A body that breaks off is answered 400, one that is longer than the limit 413.
    pub async fn handle<B>(&self, request: Request<B>) -> Response<Full<Bytes>>
    where
        B: Body,
        B::Error: Into<BoxError>,
    {
        let (parts, body) = request.into_parts();
        let answer = match Limited::new(body, self.engine.body_limit()).collect().await {
            Ok(body) => self.engine.handle(&parts, &body.to_bytes()).await,
            Err(error) if error.is::<LengthLimitError>() => response::payload_too_large(),
            Err(_) => response::bad_request(),
        };
        answer.map(Full::new)
    }

    /// The session of a request with these headers, without prolonging it.
    ///
    /// # Errors
    /// When the origin of the request is not trusted, or a callback failed.
    pub async fn session(&self, headers: &HeaderMap) -> Result<Option<Session<V>>, AuthError> {
        Ok(self.engine.read(Head::of_headers(headers), false).await?.session)
    }

    /// The session of a request with these headers, prolonged: what `GET /session` does.
    ///
    /// # Errors
    /// As [`session`](Self::session).
    pub async fn refresh(&self, headers: &HeaderMap) -> Result<Change<V>, AuthError> {
        self.engine.refresh(Head::of_headers(headers), None).await
    }

    /// Updates the session by the update callback: what `POST /session` does.
    ///
    /// # Errors
    /// [`AuthError::InvalidPayload`] when the payload does not fit; the token then stays as it was.
    pub async fn update(&self, headers: &HeaderMap, payload: impl Serialize) -> Result<Change<V>, AuthError> {
        let payload = serde_json::to_value(payload).map_err(|_| crate::callback::jwt::InvalidPayload)?;
        self.engine.refresh(Head::of_headers(headers), Some(payload)).await
    }

    /// Signs in by the form of a credentials provider: what `POST /callback/{provider}` does. The fields are
    /// names and texts.
    ///
    /// The route that calls this must be one that other sites cannot make a browser call, or a login CSRF is
    /// possible.
    ///
    /// # Errors
    /// The refusal, or what failed.
    pub async fn sign_in(
        &self,
        headers: &HeaderMap,
        provider: &str,
        form: &[(&str, &str)],
    ) -> Result<Entered, AuthError> {
        self.engine.sign_in(Head::of_headers(headers), provider, &form).await
    }

    /// Signs in a user who has proven otherwise who they are, for example by registering just now. Guards and
    /// callbacks run as at every sign-in; the account is one of credentials.
    ///
    /// # Errors
    /// The refusal, or what failed.
    pub async fn sign_in_as(&self, headers: &HeaderMap, user: &User) -> Result<Entered, AuthError> {
        self.engine.sign_in_as(Head::of_headers(headers), user).await
    }

    /// Signs out: what `POST /signout` does, but for going on to a provider.
    ///
    /// # Errors
    /// When the origin of the request is not trusted.
    pub async fn sign_out(&self, headers: &HeaderMap) -> Result<SetCookies, AuthError> {
        self.engine.sign_out(Head::of_headers(headers)).await
    }

    /// The tokens that a provider has given out for a user, to make requests in their name; none if the user
    /// has no account there. They are kept in the database at sign-in, and refreshed when they expire.
    ///
    /// # Errors
    /// When there is no database or no such provider, or the database fails.
    #[cfg(feature = "oauth")]
    pub async fn provider_tokens(
        &self,
        user: &UserId,
        provider: &str,
    ) -> Result<Option<ProviderTokens>, ProviderTokensError> {
        Arc::clone(&self.engine).provider_tokens(user, provider).await
    }

    /// Where a user is signed in: the sessions in the database that have not ended, the longest lasting
    /// first.
    ///
    /// # Errors
    /// [`AuthError::MissingAdapter`] when sessions are not kept in the database, or its failure.
    pub async fn sessions_of(&self, user: &UserId) -> Result<Vec<ActiveSession>, AuthError> {
        self.engine.sessions_of(user).await
    }

    /// Which of them a request with these headers belongs to, if its cookie looks like one. It is not looked
    /// up.
    ///
    /// # Errors
    /// When the origin of the request is not trusted.
    pub fn session_id(&self, headers: &HeaderMap) -> Result<Option<SessionId>, AuthError> {
        self.engine.session_id(Head::of_headers(headers))
    }

    /// Ends one session of a user, on whatever device it is; whether there was such a one.
    ///
    /// # Errors
    /// As [`sessions_of`](Self::sessions_of).
    pub async fn revoke_session(&self, user: &UserId, id: &SessionId) -> Result<bool, AuthError> {
        self.engine.revoke_session(user, id).await
    }

    /// Ends all sessions of a user, on all devices. Where sessions are tokens they must be
    /// [revocable](crate::AuthBuilder::revocable_tokens).
    ///
    /// # Errors
    /// [`AuthError::NotRevocable`] when they are not, or the database's failure.
    pub async fn sign_out_everywhere(&self, user: &UserId) -> Result<(), AuthError> {
        self.engine.sign_out_everywhere(user).await
    }
}

impl<V> std::fmt::Debug for Auth<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Auth").field(&PhantomData::<V>).finish()
    }
}
