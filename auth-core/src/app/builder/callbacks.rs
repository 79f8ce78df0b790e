//! The builder's methods for callbacks, and `build()`.

use std::marker::PhantomData;

use super::{AuthBuilder, BuildError};
use crate::{
    adapter::{Adapter, AnyAdapter},
    app::auth::Auth,
    contract::{
        AppState,
        callback::{
            database::DatabaseSessions,
            event::EventCallback,
            jwt::{EmptySlot, JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback, TokenOf},
            redirect::RedirectCallback,
            session::{SessionCallback, SessionOutcome},
            sign_in::SignInCallback,
            wiring::Then,
        },
        session::SessionData,
        token::claims::Claims,
    },
    flow::{
        application::Engine,
        store::Store,
        types::{Assembled, Callbacks},
    },
};

/// Callbacks, sessions in the database, and the end of the configuration.
impl<S: AppState, SignIn, Jwt, Update, Access, Show, Redirect, Events>
    AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events>>
{
    /// Changes the type of the callbacks and keeps everything else.
    fn with<C>(self) -> AuthBuilder<S, C> {
        let Self { state, providers, options, problems, .. } = self;
        AuthBuilder { state, providers, options, problems, callbacks: PhantomData }
    }

    /// Adds a guard (`#[auth::sign_in]`), which decides who may sign in. Guards run in the order of their registration;
    /// the first refusal wins. Default: every user who has proven their identity may sign in.
    ///
    /// Auth.js: `callbacks.signIn`.
    #[doc(alias = "signIn")]
    pub fn sign_in<G: SignInCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<Then<SignIn, G::Wired>, Jwt, Update, Access, Show, Redirect, Events>> {
        self.with()
    }

    /// Sets the function that creates the token of a user who signs in (`#[auth::jwt]` on a function), and with it the
    /// type of the token. Default: the token holds the standard claims only.
    ///
    /// Auth.js: `callbacks.jwt` with the triggers `signIn` and `signUp`.
    ///
    /// Call it once, before all methods that depend on the token, and not together with
    /// [`database_sessions`](Self::database_sessions).
    pub fn jwt<J: JwtCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, J::Wired, Update, Access, Show, Redirect, Events>>
    where
        Jwt: EmptySlot,
    {
        self.with()
    }

    /// Keeps sessions in the database instead of tokens. The cookie holds only the identifier of a row, and deleting
    /// the row signs the user out. Users and accounts are in the same database. Default: sessions are encrypted tokens.
    ///
    /// Auth.js: `adapter` with `session.strategy: "database"`.
    ///
    /// Callbacks that take a token elsewhere take the stored user here (`&User`, `#[auth::session(from = User)]`).
    /// There is no token, so there is no jwt callback: call either this method or [`jwt`](Self::jwt), before all
    /// methods that depend on the token.
    ///
    /// The user of a sign-in by credentials is the stored user with the same e-mail address. `authorize` must therefore
    /// return only e-mail addresses that the application has verified. Otherwise a visitor who signs up with the e-mail
    /// address of another person signs in as that person.
    #[doc(alias = "strategy")]
    #[doc(alias = "session.strategy")]
    pub fn database_sessions(
        mut self,
        adapter: impl Adapter,
    ) -> AuthBuilder<S, Callbacks<SignIn, DatabaseSessions, Update, Access, Show, Redirect, Events>>
    where
        Jwt: EmptySlot,
    {
        self.options.store = Some(Store::new(AnyAdapter::new(adapter), true));
        self.with()
    }

    /// Sets the function that changes the token when the browser sends an update (`#[auth::jwt(update)]`). Default: an
    /// update leaves the token as it is.
    ///
    /// Auth.js: `callbacks.jwt` with the trigger `update`.
    ///
    /// Call it after [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions).
    pub fn jwt_update<U>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, U::Wired, Access, Show, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        U: JwtUpdateCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Adds a function that checks the token whenever the session is read (`#[auth::jwt(access)]`), and can revoke the
    /// session. The functions run in the order of their registration; the first that revokes wins, and one that fails
    /// revokes too. Default: every valid token is a session.
    ///
    /// Auth.js: `callbacks.jwt` without a trigger; returning `null` there is revoking here.
    ///
    /// Call it after [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions).
    pub fn jwt_access<A>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Then<Access, A::Wired>, Show, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        A: JwtAccessCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Sets the session as the browser sees it (`#[auth::session]` on a struct or a function), and with it the type of
    /// the session. Default: name, e-mail address and image of the user, and the expiry.
    ///
    /// Auth.js: `callbacks.session`.
    ///
    /// Call it after [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions), and before the event
    /// handlers that take the session.
    pub fn session<V>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, V::Wired, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        V: SessionCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Sets the function that decides where the browser goes after sign-in and sign-out (`#[auth::redirect]`). Default:
    /// to the requested URL if it is on this site, otherwise to the start page.
    ///
    /// Auth.js: `callbacks.redirect`.
    pub fn redirect<R: RedirectCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, R::Wired, Events>> {
        self.with()
    }

    /// Adds an event handler (`#[auth::event(…)]`). Handlers run in the order of their registration and are awaited;
    /// their errors are logged and change nothing. Default: none.
    ///
    /// Auth.js: `events`.
    ///
    /// Call it after [`jwt`](Self::jwt) if the handler takes the token, and after [`session`](Self::session) if it
    /// takes the session.
    #[doc(alias = "events")]
    pub fn on<E>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Then<Events, E::Wired>>>
    where
        Jwt: JwtCallback<S>,
        Show: SessionCallback<S, TokenOf<Jwt, S>>,
        E: EventCallback<S, TokenOf<Jwt, S>, SessionOf<Show, Jwt, S>>,
    {
        self.with()
    }

    /// Checks the configuration and returns the running application.
    ///
    /// # Errors
    /// Returns every problem of the configuration, each with its fix.
    pub fn build<T, V>(self) -> Result<Auth<V>, BuildError>
    where
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
        let engine: Engine<
            Assembled<S, T, V, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events>>,
        > = self.engine()?;
        Ok(Auth::new(engine))
    }
}

/// The type of the session that a session callback returns.
type SessionOf<Show, Jwt, S> =
    <<Show as SessionCallback<S, TokenOf<Jwt, S>>>::Outcome as SessionOutcome>::Session;
