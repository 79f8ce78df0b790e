//! `#[auth::session]`: what the browser sees of the token.

use super::state::AppState;
use super::{
    arguments::{RequestFacts, shared_arguments},
    jwt::{InvalidPayload, Update, UpdatePayload},
};
use crate::contract::{
    error::BoxError,
    session::{Session, SessionData},
    token::{claims::Claims, jwt::Jwt},
};

/// Shapes the session out of the token.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not make a session out of `{T}`",
    label = "not a session of this application",
    note = "put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a function that takes \
        `&Jwt<…>`, with the token that `.jwt::<…>()` makes, and wire it after that; for sessions in the database \
        `from` is what `.users::<…>()` says (`User` without that), and functions take `&User<…>`"
)]
pub trait SessionCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type Wired;

    /// What the function returns.
    type Outcome: SessionOutcome;

    /// Shapes the session. It does not when the payload of an update does not fit its type.
    fn call(
        call: SessionCall<'_, S>,
        token: &Jwt<T>,
    ) -> impl Future<Output = Result<Self::Outcome, InvalidPayload>> + Send;
}

/// What a session callback is called with, beside the token.
pub struct SessionCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: RequestFacts<'c>,
    /// What the browser sent, when it updates its session.
    pub update: Option<&'c serde_json::Value>,
}

/// What a session callback may take beside `&Jwt<…>` or `&User<…>`.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot take `{Self}`",
    label = "not there when a session is shown",
    note = "it can take `&Jwt<…>` (or `&User<…>`, for sessions in the database), `Option<Update<…>>`, `State<…>` \
        (written out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
)]
pub trait SessionArgument<'c, S: AppState>: Sized {
    /// Takes the argument from what the callback is called with.
    ///
    /// # Errors
    /// When the payload does not fit.
    fn from_call(call: &SessionCall<'c, S>) -> Result<Self, InvalidPayload>;
}

shared_arguments! {
    SessionArgument<'c, S>: SessionCall<'c, S> => Result<Self, InvalidPayload>, Ok
}

/// What the browser sent by `useSession().update(payload)`; nothing when the session is only read.
#[diagnostic::do_not_recommend]
impl<'c, S: AppState, P: UpdatePayload> SessionArgument<'c, S> for Option<Update<P>> {
    fn from_call(call: &SessionCall<'c, S>) -> Result<Self, InvalidPayload> {
        call.update.map(|payload| P::read(payload).map(Update)).transpose()
    }
}

/// What a session callback may return.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot return `{Self}`",
    label = "not a session",
    note = "return the struct under `#[auth::session]`, a `Session` of it, or a `Result` of either"
)]
pub trait SessionOutcome: Send {
    /// That it can be returned.
    const IS_SUPPORTED: bool = true;

    /// The application's fields.
    type Session: SessionData;

    /// The session: `standard` holds what the token says of the user.
    ///
    /// # Errors
    /// The error of the application.
    fn show(self, standard: Session<()>) -> Result<Session<Self::Session>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<V: SessionData> SessionOutcome for V {
    type Session = V;

    fn show(self, standard: Session<()>) -> Result<Session<V>, BoxError> {
        Ok(Session { user: standard.user, expires: standard.expires, data: self })
    }
}

/// The expiry stays that of the token, whatever the callback wrote there.
#[diagnostic::do_not_recommend]
impl<V: SessionData> SessionOutcome for Session<V> {
    type Session = V;

    fn show(self, standard: Session<()>) -> Result<Session<V>, BoxError> {
        Ok(Session { expires: standard.expires, ..self })
    }
}

#[diagnostic::do_not_recommend]
impl<O: SessionOutcome, E: Into<BoxError> + Send> SessionOutcome for Result<O, E> {
    type Session = O::Session;

    fn show(self, standard: Session<()>) -> Result<Session<O::Session>, BoxError> {
        self.map_err(Into::into)?.show(standard)
    }
}

/// No callback: the session shows the standard fields.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> SessionCallback<S, T> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: SessionCall<'_, S>, _: &Jwt<T>) -> Result<(), InvalidPayload> {
        Ok(())
    }
}
