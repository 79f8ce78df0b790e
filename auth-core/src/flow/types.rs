//! The types of an application, and its callbacks, as one type.

use std::marker::PhantomData;

use crate::contract::{
    callback::{
        event::EventCallback,
        jwt::{JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback},
        redirect::RedirectCallback,
        second_factor::SecondFactorCallback,
        session::{SessionCallback, SessionOutcome},
        sign_in::SignInCallback,
        state::AppState,
    },
    session::SessionData,
    token::claims::Claims,
};

/// The registered callbacks. `()` means the default of Auth.js.
pub struct Callbacks<
    SignIn = (),
    Jwt = (),
    Update = (),
    Access = (),
    Session = (),
    Redirect = (),
    Events = (),
    Factor = (),
>(PhantomData<fn() -> (SignIn, Jwt, Update, Access, Session, Redirect, Events, Factor)>);

/// The types of an application: those of its state, token and session, and a callback of each kind for them.
pub trait AppTypes: 'static {
    /// The application's state, of which callbacks take parts.
    type State: AppState;
    /// The application's claims.
    type Token: Claims;
    /// The application's session fields.
    type Session: SessionData;
    /// The sign-in guards.
    type SignIn: SignInCallback<Self::State>;
    /// The callback that creates tokens.
    type Jwt: JwtCallback<Self::State, Outcome: JwtOutcome<Token = Self::Token>>;
    /// The callback that updates tokens.
    type Update: JwtUpdateCallback<Self::State, Self::Token>;
    /// The callback that checks tokens at every read.
    type Access: JwtAccessCallback<Self::State, Self::Token>;
    /// The callback that shapes the session for the browser.
    type Show: SessionCallback<Self::State, Self::Token, Outcome: SessionOutcome<Session = Self::Session>>;
    /// The callback that chooses the target of a redirect.
    type Redirect: RedirectCallback<Self::State>;
    /// The event handlers.
    type Events: EventCallback<Self::State, Self::Token, Self::Session>;
    /// The callback that decides about the second factor.
    type Factor: SecondFactorCallback<Self::State>;
}

/// The application's own columns in the table of users.
pub(crate) type ColumnsOf<F> = <<F as AppTypes>::State as AppState>::Columns;

/// An application: a state, and callbacks that fit it.
pub struct Assembled<S, T, V, C>(PhantomData<fn() -> (S, T, V, C)>);

impl<S, T, V, SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor> AppTypes
    for Assembled<S, T, V, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>>
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
    Factor: SecondFactorCallback<S>,
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
    type Factor = Factor;
}
