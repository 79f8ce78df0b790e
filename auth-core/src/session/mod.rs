//! The session: read, issued, shown and ended here only.

pub(crate) mod codec;
mod database;
#[cfg(feature = "oauth")]
pub(crate) mod sign_out_hint;

use std::time::Duration;

use serde_json::Value;

use crate::{
    Secret, UnixTime,
    adapter::{Adapter, NewSession},
    auth_error::AuthError,
    callback::{
        jwt::{
            InvalidPayload, JwtAccessCall, JwtAccessCallback, JwtAccessOutcome, JwtUpdateCall,
            JwtUpdateCallback, JwtUpdateOutcome, Keep,
        },
        session::{SessionCall, SessionCallback, SessionOutcome},
    },
    cookie::{chunk, jar::Lifetime},
    flow::Flow,
    jwt::Jwt,
    model::AdapterUser,
    random,
    scope::Scope,
    session_data::Session,
    trace,
};

/// What the session cookie of a request turned out to be.
pub(crate) enum Found<T> {
    /// There is none.
    Nothing,
    /// It is no session: broken, out of date, or revoked.
    Ended,
    /// A session: its token, or what stands for one where sessions are kept in the database.
    Session(Jwt<T>),
}

impl<'r, F: Flow> Scope<'r, F> {
    /// The session of the request, if the access callback lets it go on.
    ///
    /// # Errors
    /// When the database fails, so that nothing can be said of the session.
    pub(crate) async fn read_session(&self) -> Result<Found<F::Token>, AuthError> {
        Ok(match self.find_session().await? {
            Found::Session(record) => match self.check_access(&record).await {
                Keep::Yes => Found::Session(record),
                Keep::Revoke => {
                    self.forget_session().await?;
                    Found::Ended
                }
            },
            other => other,
        })
    }

    /// The session of the request, whatever the application would say of it.
    pub(crate) async fn find_session(&self) -> Result<Found<F::Token>, AuthError> {
        if let Some(adapter) = self.session_store() {
            return self.stored_session(adapter).await;
        }
        match self.decode_token() {
            Found::Session(token) if self.is_revoked(&token).await? => Ok(Found::Ended),
            found => Ok(found),
        }
    }

    /// Whether the user of a token was signed out everywhere since it was issued.
    async fn is_revoked(&self, token: &Jwt<F::Token>) -> Result<bool, AuthError> {
        match &token.sub {
            Some(user) => {
                Ok(token.epoch.unwrap_or_default() < self.epoch_of(user).await?.unwrap_or_default())
            }
            None => Ok(false),
        }
    }

    /// The epoch of a user, where tokens can be revoked.
    pub(crate) async fn epoch_of(&self, user: &str) -> Result<Option<u64>, AuthError> {
        match &self.engine.settings.epochs {
            Some(epochs) => epochs.of(self.adapter()?, user, self.now).await.map(Some),
            None => Ok(None),
        }
    }

    /// The token in the cookie.
    fn decode_token(&self) -> Found<F::Token> {
        let Some(text) = chunk::read(&self.cookies, self.scheme.cookies.session_token.name()) else {
            return Found::Nothing;
        };
        match self.scheme.session.decode(&text, self.now) {
            Ok(token) => Found::Session(token),
            Err(error) => {
                tracing::warn!(target: "auth", %error, "JWTSessionError: the session cookie is not a session");
                Found::Ended
            }
        }
    }

    /// A failing access callback keeps nobody signed in.
    async fn check_access(&self, token: &Jwt<F::Token>) -> Keep {
        let call = JwtAccessCall { state: self.state(), facts: self.facts };
        let outcome = trace::callback("jwt(access)", F::Access::call(call, token)).await;
        outcome.decide().unwrap_or_else(|error| {
            AuthError::callback("jwt(access)", error).log();
            Keep::Revoke
        })
    }

    /// Runs the update callback on the token.
    ///
    /// # Errors
    /// When the payload does not fit. Anything else that goes wrong ends the session.
    pub(crate) async fn update_token(
        &self,
        token: &mut Jwt<F::Token>,
        payload: &serde_json::Value,
    ) -> Result<Keep, InvalidPayload> {
        let call = JwtUpdateCall { state: self.state(), facts: self.facts, payload };
        let outcome = trace::callback("jwt(update)", F::Update::call(call, token)).await?;
        Ok(outcome.decide().unwrap_or_else(|error| {
            AuthError::callback("jwt(update)", error).log();
            Keep::Revoke
        }))
    }

    /// What the session cookie holds.
    pub(crate) fn session_token(&self) -> Option<Secret> {
        chunk::read(&self.cookies, self.scheme.cookies.session_token.name())
            .map(|text| Secret::new(text.into_owned()))
    }

    /// The session that a sign-in starts in the database, in place of the one that the browser holds; none
    /// where sessions are tokens. Its token is a new one at every sign-in.
    pub(crate) fn new_session(&self) -> Option<NewSession> {
        self.session_store()?;
        let token = Secret::new(random::uuid(&*self.engine.settings.random));
        Some(NewSession::new(token, self.expiry()).replacing(self.session_token()))
    }

    /// The stored user who is signed in in this browser. A session that has expired, was revoked or cannot be
    /// read is nobody's; and a token that has another address than the user of its id is not that user's, since
    /// the ids that `authorize` gives are not those of the store.
    ///
    /// # Errors
    /// When the database fails.
    #[cfg_attr(not(feature = "oauth"), allow(dead_code, reason = "for providers whose accounts are linked"))]
    pub(crate) async fn signed_in_user(&self) -> Result<Option<AdapterUser>, AuthError> {
        let adapter = self.adapter()?;
        let Found::Session(Jwt { sub: Some(id), email, .. }) = self.read_session().await? else {
            return Ok(None);
        };
        let user = adapter.user(&id.into()).await?;
        Ok(user.filter(|user| email.is_none_or(|email| has_address(user, &email))))
    }

    /// What the browser sees of a session; `update` is what it has just sent to change it.
    pub(crate) async fn show(
        &self,
        record: &Jwt<F::Token>,
        expires: UnixTime,
        update: Option<&Value>,
    ) -> Result<Session<F::Session>, AuthError> {
        let standard = Session::from_token(record, expires, ());
        let call = SessionCall { state: self.state(), facts: self.facts, update };
        let outcome = trace::callback("session", F::Show::call(call, record)).await?;
        outcome.show(standard).map_err(|error| AuthError::callback("session", error))
    }

    /// Until when a session lasts that is used now.
    pub(crate) fn expiry(&self) -> UnixTime {
        self.now + self.engine.settings.max_age
    }

    /// Writes the token into the session cookie, with a new time, expiry and id.
    pub(crate) fn issue(&mut self, token: &mut Jwt<F::Token>) -> Result<(), AuthError> {
        let settings = &self.engine.settings;
        token.iat = Some(self.now);
        token.exp = Some(self.expiry());
        token.jti = Some(random::uuid(&*settings.random));
        let text = self
            .scheme
            .session
            .encode(token, &*settings.random)
            .map_err(|error| AuthError::Unwritable(error.into()))?;
        let lifetime = Lifetime::Until(self.expiry());
        chunk::write(&mut self.jar, &self.cookies, &self.scheme.cookies.session_token, &text, lifetime);
        #[cfg(feature = "oauth")]
        self.keep_provider();
        Ok(())
    }

    /// Prolongs a session that is in use, if it is time to; whether it was.
    pub(crate) async fn renew(&mut self, record: &mut Jwt<F::Token>) -> Result<bool, AuthError> {
        match (self.session_store(), self.session_token()) {
            (Some(adapter), Some(token)) => {
                let renewed = self.is_old(record.exp) && self.touch(adapter, &token).await?;
                if renewed {
                    self.set_session_token(&token);
                }
                Ok(renewed)
            }
            _ => {
                let due = self.is_due(record);
                if due {
                    self.issue(record)?;
                }
                Ok(due)
            }
        }
    }

    /// Whether the token of a session in use should be issued anew.
    fn is_due(&self, token: &Jwt<F::Token>) -> bool {
        token.iat.is_none_or(|issued| issued + self.engine.settings.update_age <= self.now)
    }

    /// Shows and prolongs a session that goes on, or ends it. `update` is what the browser has just sent.
    pub(crate) async fn prolong(
        &mut self,
        mut record: Jwt<F::Token>,
        keep: Keep,
        update: Option<&Value>,
    ) -> Result<Option<Session<F::Session>>, AuthError> {
        if keep == Keep::Revoke {
            self.forget_session().await?;
            self.end_session();
            return Ok(None);
        }
        let session = match (self.session_store(), self.session_token()) {
            (Some(adapter), Some(token)) => {
                // The end that is shown is the stored one; the cookie's moves at every read (Auth.js).
                let stored = record.exp.unwrap_or(self.now);
                let session = self.show(&record, stored, update).await?;
                if self.is_old(record.exp) {
                    self.touch(adapter, &token).await?;
                }
                self.set_session_token(&token);
                session
            }
            _ => {
                let session = self.show(&record, self.expiry(), update).await?;
                self.issue(&mut record)?;
                session
            }
        };
        self.tell_session(&record, &session).await;
        Ok(Some(session))
    }

    /// Ends the session, whatever state it is in, and tells of it.
    pub(crate) async fn sign_out(&mut self) {
        match self.find_session().await {
            Ok(Found::Session(record)) => match self.forget_session().await {
                Ok(()) => self.tell_sign_out(&record).await,
                Err(error) => error.log(),
            },
            Ok(Found::Nothing | Found::Ended) => {}
            Err(error) => error.log(),
        }
        self.end_session();
    }

    /// Deletes the session cookie in all its parts.
    pub(crate) fn end_session(&mut self) {
        chunk::delete_all(&mut self.jar, &self.cookies, &self.scheme.cookies.session_token);
        #[cfg(feature = "oauth")]
        self.forget_provider();
    }
}

fn has_address(user: &AdapterUser, address: &str) -> bool {
    user.user.email.as_deref().is_some_and(|stored| stored.eq_ignore_ascii_case(address))
}

/// Thirty days, as in Auth.js.
pub(crate) const DEFAULT_MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// One day, as in Auth.js.
pub(crate) const DEFAULT_UPDATE_AGE: Duration = Duration::from_secs(24 * 60 * 60);
