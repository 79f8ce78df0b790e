//! `#[auth::event(…)]`: what has happened.

use serde::de::DeserializeOwned;

use super::{
    Then,
    arguments::{Facts, argument_trait},
    profile::{Profile, RawProfile},
    subject::{Subject, UsersOf},
};
use crate::{
    Account, BoxError, User,
    claims::Claims,
    jwt::Jwt,
    session_data::{Session, SessionData, SessionUser},
    state::AppState,
};

/// Somebody has signed in; the session cookie is ready.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignInEvent<'c> {
    /// Who.
    pub user: &'c User,
    /// By what.
    pub account: &'c Account,
    /// Whether the user was created by this sign-in. Unknown without a database.
    pub is_new_user: Option<bool>,
    /// What the provider said. The handler's further argument `Option<Profile<YourProfile>>` is the typed
    /// form of it.
    pub profile: Option<RawProfile<'c>>,
}

/// Somebody has signed out. With the handler's further argument `&Jwt<YourToken>` the token is there too.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SignOutEvent<'c> {
    /// The user's id, as the token had it.
    pub user_id: Option<&'c str>,
}

/// A user has been created.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CreateUserEvent<'c> {
    /// Who.
    pub user: &'c User,
}

/// A stored user has been changed.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct UpdateUserEvent<'c> {
    /// Who.
    pub user: &'c User,
}

/// An account has been linked to a user.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LinkAccountEvent<'c> {
    /// To whom.
    pub user: &'c User,
    /// Which account.
    pub account: &'c Account,
}

/// A session has been read or updated. With the handler's further arguments `&Session<YourSession>` and
/// `&Jwt<YourToken>` the whole of it is there.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SessionEvent<'c> {
    /// The standard fields of the user.
    pub user: &'c SessionUser,
}

/// Events are made by the flow, and by tests of handlers.
macro_rules! constructors {
    ($($Event:ident($($field:ident: $Type:ty),*);)*) => {$(
        impl<'c> $Event<'c> {
            /// The event, as a test of a handler may want it.
            pub fn new($($field: $Type),*) -> Self {
                Self { $($field),* }
            }
        }
    )*};
}

impl<'c> SignInEvent<'c> {
    /// The event of a sign-in without a profile, as a test of a handler may want it.
    pub fn new(user: &'c User, account: &'c Account, is_new_user: Option<bool>) -> Self {
        Self { user, account, is_new_user, profile: None }
    }
}

constructors! {
    SignOutEvent(user_id: Option<&'c str>);
    CreateUserEvent(user: &'c User);
    UpdateUserEvent(user: &'c User);
    LinkAccountEvent(user: &'c User, account: &'c Account);
    SessionEvent(user: &'c SessionUser);
}

/// What an event handler is called with, beside the token and the session.
pub struct EventCall<'c, S: AppState, E: EventPayload> {
    /// The application's state.
    pub state: &'c S,
    /// The request.
    pub facts: Facts<'c>,
    /// What has happened.
    pub event: E,
    /// Whom it has happened to, where it is a user.
    pub subject: E::Subject<'c, S>,
}

impl<S: AppState, E: EventPayload> Clone for EventCall<'_, S, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: AppState, E: EventPayload> Copy for EventCall<'_, S, E> {}

/// What has happened, and to whom.
pub trait EventPayload: Copy {
    /// The user with the application's own columns, where the event has one.
    type Subject<'c, S: AppState>: Copy;
}

/// Events that happen to a user: their handlers may take `&User<…>` too.
macro_rules! user_events {
    ($($Event:ident)*) => {$(
        impl EventPayload for $Event<'_> {
            type Subject<'c, S: AppState> = &'c Subject<S::Columns>;
        }

        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState, U: UsersOf<S>> EventArgument<'c, S, $Event<'c>> for &'c User<U> {
            fn from_call(call: &EventCall<'c, S, $Event<'c>>) -> Self {
                U::of(call.subject)
            }
        }
    )*};
}

user_events!(SignInEvent CreateUserEvent UpdateUserEvent LinkAccountEvent);

impl EventPayload for SignOutEvent<'_> {
    type Subject<'c, S: AppState> = ();
}

impl EventPayload for SessionEvent<'_> {
    type Subject<'c, S: AppState> = ();
}

argument_trait! {
    /// What the handler of an event may take.
    #[diagnostic::on_unimplemented(
        message = "a handler of `{E}` cannot take `{Self}`",
        label = "not there when this happens",
        note = "it can take `{E}`, `State<…>` (written out, no alias), `&HeaderMap`, `Cookies<'_>` and \
            `Option<ClientIp>`; at sign-in also `Option<Profile<…>>`, \
            at events of users also `&User<…>` (what `.users::<…>()` says), at sign-out and session events also \
            `&Jwt<…>`, at session events also `&Session<…>`"
    )]
    pub trait EventArgument<'c, S, E: EventPayload>: EventCall<'c, S, E>;
}

macro_rules! payloads {
    ($($Event:ident)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'c, S: AppState> EventArgument<'c, S, $Event<'c>> for $Event<'c> {
            fn from_call(call: &EventCall<'c, S, $Event<'c>>) -> Self {
                call.event
            }
        }
    )*};
}

payloads!(SignInEvent SignOutEvent CreateUserEvent UpdateUserEvent LinkAccountEvent SessionEvent);

#[diagnostic::do_not_recommend]
impl<'c, S: AppState, T: DeserializeOwned + 'static> EventArgument<'c, S, SignInEvent<'c>>
    for Option<Profile<T>>
{
    fn from_call(call: &EventCall<'c, S, SignInEvent<'c>>) -> Self {
        call.event.profile?.read()
    }
}

/// Handles events. A handler of one event leaves the others as they are: nothing happens.
///
/// Handlers are awaited one after the other; an error is logged and changes nothing.
#[diagnostic::on_unimplemented(
    message = "`{Self}` handles no event of this application",
    label = "not an event handler",
    note = "put `#[auth::event(…)]` on the function and wire it by its name: `.on::<my_function>()`"
)]
pub trait EventCallback<S: AppState, T: Claims, V: SessionData>: 'static {
    /// The callback itself: the builder remembers it by this name, which only a callback has.
    type This;

    /// `#[auth::event(sign_in)]`
    fn sign_in<'c>(
        _: EventCall<'c, S, SignInEvent<'c>>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }

    /// `#[auth::event(sign_out)]`
    fn sign_out<'c>(
        _: EventCall<'c, S, SignOutEvent<'c>>,
        _: &Jwt<T>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }

    /// `#[auth::event(create_user)]`
    fn create_user<'c>(
        _: EventCall<'c, S, CreateUserEvent<'c>>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }

    /// `#[auth::event(update_user)]`
    fn update_user<'c>(
        _: EventCall<'c, S, UpdateUserEvent<'c>>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }

    /// `#[auth::event(link_account)]`
    fn link_account<'c>(
        _: EventCall<'c, S, LinkAccountEvent<'c>>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }

    /// `#[auth::event(session)]`
    fn session<'c>(
        _: EventCall<'c, S, SessionEvent<'c>>,
        _: &Jwt<T>,
        _: &Session<V>,
    ) -> impl Future<Output = Result<(), BoxError>> + Send {
        nothing()
    }
}

fn nothing() -> std::future::Ready<Result<(), BoxError>> {
    std::future::ready(Ok(()))
}

/// No handler.
#[diagnostic::do_not_recommend]
impl<S: AppState, T: Claims, V: SessionData> EventCallback<S, T, V> for () {
    type This = Self;
}

/// Both handlers run, whatever the first one says. The first error is the one that is told.
#[diagnostic::do_not_recommend]
impl<S, T, V, A, B> EventCallback<S, T, V> for Then<A, B>
where
    S: AppState,
    T: Claims,
    V: SessionData,
    A: EventCallback<S, T, V>,
    B: EventCallback<S, T, V>,
{
    type This = Self;

    async fn sign_in<'c>(call: EventCall<'c, S, SignInEvent<'c>>) -> Result<(), BoxError> {
        let first = A::sign_in(call).await;
        first.and(B::sign_in(call).await)
    }

    async fn sign_out<'c>(call: EventCall<'c, S, SignOutEvent<'c>>, token: &Jwt<T>) -> Result<(), BoxError> {
        let first = A::sign_out(call, token).await;
        first.and(B::sign_out(call, token).await)
    }

    async fn create_user<'c>(call: EventCall<'c, S, CreateUserEvent<'c>>) -> Result<(), BoxError> {
        let first = A::create_user(call).await;
        first.and(B::create_user(call).await)
    }

    async fn update_user<'c>(call: EventCall<'c, S, UpdateUserEvent<'c>>) -> Result<(), BoxError> {
        let first = A::update_user(call).await;
        first.and(B::update_user(call).await)
    }

    async fn link_account<'c>(call: EventCall<'c, S, LinkAccountEvent<'c>>) -> Result<(), BoxError> {
        let first = A::link_account(call).await;
        first.and(B::link_account(call).await)
    }

    async fn session<'c>(
        call: EventCall<'c, S, SessionEvent<'c>>,
        token: &Jwt<T>,
        session: &Session<V>,
    ) -> Result<(), BoxError> {
        let first = A::session(call, token, session).await;
        first.and(B::session(call, token, session).await)
    }
}

/// What an event handler may return.
#[diagnostic::on_unimplemented(
    message = "an event handler cannot return `{Self}`",
    label = "nobody would look at it",
    note = "return nothing, or a `Result` of nothing"
)]
pub trait EventOutcome: Send {
    /// What failed, if anything did.
    ///
    /// # Errors
    /// The error of the application.
    fn done(self) -> Result<(), BoxError>;
}

#[diagnostic::do_not_recommend]
impl EventOutcome for () {
    fn done(self) -> Result<(), BoxError> {
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + Send> EventOutcome for Result<(), E> {
    fn done(self) -> Result<(), BoxError> {
        self.map_err(Into::into)
    }
}
