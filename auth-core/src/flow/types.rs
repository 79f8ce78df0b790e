//! The callbacks of an application as one type, known to the compiler.

use std::marker::PhantomData;

use crate::contract::{
    callback::{
        event::EventCallback,
        jwt::{JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback},
        redirect::RedirectCallback,
        session::{SessionCallback, SessionOutcome},
        sign_in::SignInCallback,
        state::AppState,
    },
    session::SessionData,
    token::claims::Claims,
};

/// The callbacks that have been wired. `()` stands for Auth.js's default.
pub struct Callbacks<
    SignIn = (),
    Jwt = (),
    Update = (),
    Access = (),
    Session = (),
    Redirect = (),
    Events = (),
>(PhantomData<fn() -> (SignIn, Jwt, Update, Access, Session, Redirect, Events)>);

/// What the engine is made of: the types of state, token and session, and a callback of each kind for them.
pub trait AppTypes: 'static {
    /// What the callbacks share.
    type State: AppState;
    /// The application's claims.
    type Token: Claims;
    /// The application's session fields.
    type Session: SessionData;
    /// The guards.
    type SignIn: SignInCallback<Self::State>;
    /// Makes tokens.
    type Jwt: JwtCallback<Self::State, Outcome: JwtOutcome<Token = Self::Token>>;
    /// Updates them.
    type Update: JwtUpdateCallback<Self::State, Self::Token>;
    /// Looks at them.
    type Access: JwtAccessCallback<Self::State, Self::Token>;
    /// Shows them.
    type Show: SessionCallback<Self::State, Self::Token, Outcome: SessionOutcome<Session = Self::Session>>;
    /// Chooses where to go.
    type Redirect: RedirectCallback<Self::State>;
    /// Hears of what has happened.
    type Events: EventCallback<Self::State, Self::Token, Self::Session>;
}

/// The application's own columns of the table of users.
pub(crate) type ColumnsOf<F> = <<F as AppTypes>::State as AppState>::Columns;

/// A state and callbacks that fit together.
pub struct Assembled<S, T, V, C>(PhantomData<fn() -> (S, T, V, C)>);

impl<S, T, V, SignIn, Jwt, Update, Access, Show, Redirect, Events> AppTypes
    for Assembled<S, T, V, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events>>
where
    S: AppState,
    T: Claims,
    V: SessionData,
    SignIn: SignInCallback<S>,
    Jwt: JwtCallback<S, Outcome: JwtOutcome<Token = T>>,
    Update: JwtUpdateCallback<S, T>,
    Access: JwtAccessCallback<S, T>,
    Show: SessionCallback<S, T, Outcome: SessionOutcome<Session = V>>,
    Redirect: RedirectCallback<S>,
    Events: EventCallback<S, T, V>,
{
    type State = S;
    type Token = T;
    type Session = V;
    type SignIn = SignIn;
    type Jwt = Jwt;
    type Update = Update;
    type Access = Access;
    type Show = Show;
    type Redirect = Redirect;
    type Events = Events;
}
