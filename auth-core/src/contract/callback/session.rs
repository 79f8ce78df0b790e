//! `#[auth::session]`: makes the session that the browser sees.

use super::{
    arguments::{RequestFacts, shared_arguments},
    jwt::{InvalidPayload, Update, UpdatePayload},
    state::AppState,
};
use crate::contract::{
    error::BoxError,
    session::{Session, SessionData},
    token::{claims::Claims, jwt::Jwt},
};

/// Makes the session from the token, or from the stored user.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not make a session from `{T}`",
    label = "not a session of this application",
    note = "put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a function that takes \
        `&Jwt<…>`, with the token that `.jwt::<…>()` makes, and register it after that; for sessions in the \
        database `from` is the type in `.users::<…>()` (`User` without it), and functions take `&User<…>`"
)]
pub trait SessionCallback<S: AppState, T: Claims>: 'static {
    /// The callback itself. The builder stores it as this type, which only callbacks have.
    type Wired;

    /// The return type of the function.
    type Outcome: SessionOutcome;

    /// Makes the session. The function does not run if the payload of an update does not fit its type.
    fn call(
        call: SessionCall<'_, S>,
        token: &Jwt<T>,
    ) -> impl Future<Output = Result<Self::Outcome, InvalidPayload>> + Send;
}

/// The call of a session callback, apart from the token.
pub struct SessionCall<'c, S> {
    /// The application's state.
    pub state: &'c S,
    /// The facts about the request.
    pub facts: RequestFacts<'c>,
    /// The value that the browser sent; `None` if it does not update its session.
    pub update: Option<&'c serde_json::Value>,
}

/// The arguments that a session callback may take, apart from `&Jwt<…>` or `&User<…>`.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot take `{Self}`",
    label = "not available in this callback",
    note = "it can take `&Jwt<…>` (or `&User<…>`, for sessions in the database), `Option<Update<…>>`, a part of the state as `State<…>` \
        (written out, no alias), `&HeaderMap`, `Cookies<'_>` and `Option<ClientIp>`"
)]
pub trait SessionArgument<'c, S: AppState>: Sized {
    /// Takes the argument from the call.
    ///
    /// # Errors
    /// Returns an error if the payload does not fit its type.
    fn from_call(call: &SessionCall<'c, S>) -> Result<Self, InvalidPayload>;
}

shared_arguments! {
    SessionArgument<'c, S>: SessionCall<'c, S> => Result<Self, InvalidPayload>, Ok
}

/// The payload that the browser sent with `useSession().update(payload)`; `None` if the session is only read.
#[diagnostic::do_not_recommend]
impl<'c, S: AppState, P: UpdatePayload> SessionArgument<'c, S> for Option<Update<P>> {
    fn from_call(call: &SessionCall<'c, S>) -> Result<Self, InvalidPayload> {
        call.update.map(|payload| P::read(payload).map(Update)).transpose()
    }
}

/// The values that a session callback may return.
#[diagnostic::on_unimplemented(
    message = "a session callback cannot return `{Self}`",
    label = "not a session",
    note = "return the struct under `#[auth::session]`, a `Session` of it, or a `Result` of either"
)]
pub trait SessionOutcome: Send {
    /// Always `true`: a type that cannot be returned does not implement this trait.
    const IS_SUPPORTED: bool = true;

    /// The application's fields.
    type Session: SessionData;

    /// Returns the session. `standard` contains the standard fields of the user, from the token.
    ///
    /// # Errors
    /// Returns the error of the application.
    fn show(self, standard: Session<()>) -> Result<Session<Self::Session>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<V: SessionData> SessionOutcome for V {
    type Session = V;

    fn show(self, standard: Session<()>) -> Result<Session<V>, BoxError> {
        let Session { user, expires, data: (), known } = standard;
        Ok(Session { user, expires, data: self, known })
    }
}

/// Keeps the expiry of the token and what is known of its user, even if the callback has changed it.
#[diagnostic::do_not_recommend]
impl<V: SessionData> SessionOutcome for Session<V> {
    type Session = V;

    fn show(self, standard: Session<()>) -> Result<Session<V>, BoxError> {
        Ok(Session { expires: standard.expires, known: standard.known, ..self })
    }
}

#[diagnostic::do_not_recommend]
impl<O: SessionOutcome, E: Into<BoxError> + Send> SessionOutcome for Result<O, E> {
    type Session = O::Session;

    fn show(self, standard: Session<()>) -> Result<Session<O::Session>, BoxError> {
        self.map_err(Into::into)?.show(standard)
    }
}

/// Shows the standard fields, if the application registers no callback.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims> SessionCallback<S, T> for () {
    type Wired = Self;
    type Outcome = ();

    async fn call(_: SessionCall<'_, S>, _: &Jwt<T>) -> Result<(), InvalidPayload> {
        Ok(())
    }
}
