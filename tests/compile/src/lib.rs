//! Wiring without a server: the same bounds as those of the builder, and nothing behind them.

use std::marker::PhantomData;

use auth::__private::{
    AppState, UserColumns, WithUsers,
    callback::{
        authorize::AuthorizeCallback,
        database::Stored,
        event::EventCallback,
        guard::GuardCallback,
        jwt::{JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback},
        redirect::RedirectCallback,
        session::{SessionCallback, SessionOutcome},
        sign_in::SignInCallback,
    },
    claims::Claims,
    session_data::SessionData,
};
use auth::provider::ConfiguredProvider;

/// An application with the state `S`, the claims `T` and the session fields `V`. As the builder it remembers
/// what was wired, here the last of it: `W`.
pub struct Wiring<S, T = (), V = (), W = ()>(PhantomData<(S, T, V, W)>);

impl<S: AppState> Wiring<S> {
    /// Starts with a state.
    pub fn state(_: S) -> Self {
        Self(PhantomData)
    }
}

impl<S: AppState, T: Claims, V: SessionData, W> Wiring<S, T, V, W> {
    /// Names the type of the users.
    pub fn users<U: UserColumns>(self) -> Wiring<WithUsers<S, U>> {
        Wiring(PhantomData)
    }

    /// Keeps sessions in the database.
    pub fn database_sessions(self) -> Wiring<S, Stored<S::Columns>, V> {
        Wiring(PhantomData)
    }

    /// Wires a sign-in guard.
    pub fn sign_in<C: SignInCallback<S>>(self) -> Wiring<S, T, V, C::Wired> {
        Wiring(PhantomData)
    }

    /// Wires a redirect callback.
    pub fn redirect<C: RedirectCallback<S>>(self) -> Wiring<S, T, V, C::Wired> {
        Wiring(PhantomData)
    }

    /// Wires an authorize callback.
    pub fn credentials<C: AuthorizeCallback<S>>(self) -> Self {
        self
    }

    /// Wires a provider.
    pub fn provider<C: ConfiguredProvider<S>>(self, _: C) -> Self {
        self
    }

    /// Wires a jwt callback.
    pub fn jwt<C: JwtCallback<S>>(self) -> Wiring<S, <C::Outcome as JwtOutcome>::Token, V> {
        Wiring(PhantomData)
    }

    /// Wires an update callback.
    pub fn jwt_update<C: JwtUpdateCallback<S, T>>(self) -> Wiring<S, T, V, C::Wired> {
        Wiring(PhantomData)
    }

    /// Wires an access callback.
    pub fn jwt_access<C: JwtAccessCallback<S, T>>(self) -> Wiring<S, T, V, C::Wired> {
        Wiring(PhantomData)
    }

    /// Wires a session callback.
    pub fn session<C: SessionCallback<S, T>>(self) -> Wiring<S, T, <C::Outcome as SessionOutcome>::Session> {
        Wiring(PhantomData)
    }

    /// Wires an event handler.
    pub fn on<C: EventCallback<S, T, V>>(self) -> Wiring<S, T, V, C::Wired> {
        Wiring(PhantomData)
    }

    /// Guards a route.
    pub fn guard<C: GuardCallback<S, Session = V>>(self) -> Self {
        self
    }
}
