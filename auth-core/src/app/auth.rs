//! `Auth<V>`: a running application, with the types of its callbacks erased once.

use std::{marker::PhantomData, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use http_body::Body;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use serde::Serialize;

use super::{
    erased::Erased,
    server_side::{SetCookies, SignInResult, UpdatedSession},
};
#[cfg(feature = "oauth")]
use crate::flow::provider_tokens::{ProviderTokens, ProviderTokensError};
use crate::{
    contract::{
        BoxError, User, UserId,
        callback::jwt::InvalidPayload,
        session::{Session, SessionData},
    },
    flow::{
        application::Engine,
        error::AuthError,
        response,
        scope::RequestHead,
        session::{ActiveSession, SessionId},
        types::AppTypes,
    },
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

impl<V: SessionData> Auth<V> {
    pub(crate) fn new<F: AppTypes<Session = V>>(engine: Engine<F>) -> Self {
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
        Ok(self.engine.read(RequestHead::of_headers(headers), false).await?.session)
    }

    /// The session of a request with these headers, prolonged: what `GET /session` does.
    ///
    /// # Errors
    /// As [`session`](Self::session).
    pub async fn refresh(&self, headers: &HeaderMap) -> Result<UpdatedSession<V>, AuthError> {
        self.engine.refresh(RequestHead::of_headers(headers), None).await
    }

    /// Updates the session by the update callback: what `POST /session` does.
    ///
    /// # Errors
    /// [`AuthError::InvalidPayload`] when the payload does not fit; the token then stays as it was.
    pub async fn update(
        &self,
        headers: &HeaderMap,
        payload: impl Serialize,
    ) -> Result<UpdatedSession<V>, AuthError> {
        let payload = serde_json::to_value(payload).map_err(|_| InvalidPayload)?;
        self.engine.refresh(RequestHead::of_headers(headers), Some(payload)).await
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
    ) -> Result<SignInResult, AuthError> {
        self.engine.sign_in(RequestHead::of_headers(headers), provider, &form).await
    }

    /// Signs in a user who has proven otherwise who they are, for example by registering just now. Guards and
    /// callbacks run as at every sign-in; the account is one of credentials.
    ///
    /// # Errors
    /// The refusal, or what failed.
    pub async fn sign_in_as(&self, headers: &HeaderMap, user: &User) -> Result<SignInResult, AuthError> {
        self.engine.sign_in_as(RequestHead::of_headers(headers), user).await
    }

    /// Signs out: what `POST /signout` does, but for going on to a provider.
    ///
    /// # Errors
    /// When the origin of the request is not trusted.
    pub async fn sign_out(&self, headers: &HeaderMap) -> Result<SetCookies, AuthError> {
        self.engine.sign_out(RequestHead::of_headers(headers)).await
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
        self.engine.session_id(RequestHead::of_headers(headers))
    }

    /// Ends one session of a user, on whatever device it is; whether there was such a one.
    ///
    /// # Errors
    /// As [`sessions_of`](Self::sessions_of).
    pub async fn revoke_session(&self, user: &UserId, id: &SessionId) -> Result<bool, AuthError> {
        self.engine.revoke_session(user, id).await
    }

    /// Ends all sessions of a user, on all devices. Where sessions are tokens they must be
    /// [revocable](super::builder::AuthBuilder::revocable_tokens).
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
