//! The session: read, issued, shown and ended here only.

pub(crate) mod codec;

use std::time::Duration;

use crate::{
    UnixTime,
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
    /// A session.
    Token(Jwt<T>),
}

impl<'r, F: Flow> Scope<'r, F> {
    /// The session of the request, if the access callback lets it go on.
    pub(crate) async fn read_token(&self) -> Found<F::Token> {
        match self.decode_token() {
            Found::Token(token) => match self.check_access(&token).await {
                Keep::Yes => Found::Token(token),
                Keep::Revoke => Found::Ended,
            },
            other => other,
        }
    }

    /// The token in the cookie, whatever the application would say of it.
    pub(crate) fn decode_token(&self) -> Found<F::Token> {
        let Some(text) = chunk::read(&self.cookies, self.scheme.cookies.session_token.name()) else {
            return Found::Nothing;
        };
        match self.scheme.session.decode(&text, self.now) {
            Ok(token) => Found::Token(token),
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

    /// What the browser sees of a token.
    pub(crate) async fn show(
        &self,
        token: &Jwt<F::Token>,
        expires: UnixTime,
    ) -> Result<Session<F::Session>, AuthError> {
        let standard = Session::from_token(token, expires, ());
        let call = SessionCall { state: self.state(), facts: self.facts };
        let outcome = trace::callback("session", F::Show::call(call, token)).await;
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
        Ok(())
    }

    /// Whether the layer should issue the token anew.
    pub(crate) fn is_due(&self, token: &Jwt<F::Token>) -> bool {
        token.iat.is_none_or(|issued| issued + self.engine.settings.update_age <= self.now)
    }

    /// Shows and issues a session that goes on, or ends it.
    pub(crate) async fn prolong(
        &mut self,
        mut token: Jwt<F::Token>,
        keep: Keep,
    ) -> Result<Option<Session<F::Session>>, AuthError> {
        if keep == Keep::Revoke {
            self.end_session();
            return Ok(None);
        }
        let session = self.show(&token, self.expiry()).await?;
        self.issue(&mut token)?;
        self.tell_session(&token, &session).await;
        Ok(Some(session))
    }

    /// Ends the session, whatever state it is in, and tells of it.
    pub(crate) async fn sign_out(&mut self) {
        if let Found::Token(token) = self.decode_token() {
            self.tell_sign_out(&token).await;
        }
        self.end_session();
    }

    /// Deletes the session cookie in all its parts.
    pub(crate) fn end_session(&mut self) {
        chunk::delete_all(&mut self.jar, &self.cookies, &self.scheme.cookies.session_token);
    }
}

/// Thirty days, as in Auth.js.
pub(crate) const DEFAULT_MAX_AGE: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// One day, as in Auth.js.
pub(crate) const DEFAULT_UPDATE_AGE: Duration = Duration::from_secs(24 * 60 * 60);
