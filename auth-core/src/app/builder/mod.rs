//! `Auth::builder()`: configuration is collected, checked as a whole, and becomes a running application or a
//! list of everything that is wrong with it.

mod check;
#[cfg(feature = "email")]
mod email;
mod error;
#[cfg(feature = "oauth")]
mod oauth;
mod options;
#[cfg(feature = "passkey")]
mod passkey;
mod settings;

use std::{marker::PhantomData, time::Duration};

pub use self::error::{BuildError, BuildProblem};
use super::auth::Auth;
use crate::{
    adapter::{Adapter, AnyAdapter},
    check::rate_limit::RateLimit,
    config::{BasePath, ClientIpSource, Origin, OriginPolicy, PagesOptions, Theme, TrustedHosts},
    contract::{
        Clock, ProviderId, Secret, Secrets, SystemClock, UserColumns,
        callback::{
            authorize::AuthorizeCallback,
            database::DatabaseSessions,
            event::EventCallback,
            jwt::{EmptySlot, JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback, TokenOf},
            redirect::RedirectCallback,
            session::{SessionCallback, SessionOutcome},
            sign_in::SignInCallback,
            state::{AppState, WithUsers},
            wiring::Then,
        },
        session::SessionData,
        token::claims::Claims,
    },
    cookie::CookiesOptions,
    flow::{
        application::Engine,
        session::DEFAULT_MAX_AGE,
        session_token::TokenFormat,
        store::Store,
        types::{Assembled, Callbacks},
    },
    provider::{Provider, credentials::Credentials},
    random::{Random, SystemRandom},
};

/// Collects the configuration of an application: made by `Auth::builder()`, finished by
/// [`build`](Self::build).
///
/// Call [`state`](Self::state) first, then [`jwt`](Self::jwt) before what depends on the token, and
/// [`session`](Self::session) before event handlers that look at the session.
///
/// What is not said here is taken from the environment, as in Auth.js: `AUTH_SECRET` (and `AUTH_SECRET_1` to
/// `_3`, newer secrets), `AUTH_URL`, `AUTH_TRUST_HOST`.
#[must_use = "nothing happens before `build()`"]
pub struct AuthBuilder<S, C> {
    state: S,
    providers: Vec<Provider<S>>,
    options: Options,
    problems: Vec<BuildProblem>,
    callbacks: PhantomData<fn() -> C>,
}

/// What has been said so far.
struct Options {
    secrets: Option<Secrets>,
    base_path: Option<BasePath>,
    origin: Option<OriginPolicy>,
    secure_cookies: Option<bool>,
    cookies: CookiesOptions,
    pages: PagesOptions,
    theme: Theme,
    max_age: Duration,
    update_age: Option<Duration>,
    client_ip: ClientIpSource,
    body_limit: usize,
    sign_in_limit: Option<RateLimit>,
    store: Option<Store>,
    revocable: Option<Duration>,
    may_lack_providers: bool,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
    variable: Box<dyn Fn(&str) -> Option<String>>,
    format: Option<TokenFormat>,
    #[cfg(feature = "oauth")]
    oauth: self::oauth::OAuthOptions,
}

/// One mebibyte.
const BODY_LIMIT: usize = 1 << 20;

impl Auth<()> {
    /// Collects the configuration of an application.
    pub fn builder() -> AuthBuilder<(), Callbacks> {
        AuthBuilder::new()
    }
}

impl AuthBuilder<(), Callbacks> {
    fn new() -> Self {
        Self {
            state: (),
            providers: Vec::new(),
            options: Options {
                secrets: None,
                base_path: None,
                origin: None,
                secure_cookies: None,
                cookies: CookiesOptions::default(),
                pages: PagesOptions::default(),
                theme: Theme::default(),
                max_age: DEFAULT_MAX_AGE,
                update_age: None,
                client_ip: ClientIpSource::default(),
                body_limit: BODY_LIMIT,
                sign_in_limit: Some(RateLimit::DEFAULT),
                store: None,
                revocable: None,
                may_lack_providers: false,
                clock: Box::new(SystemClock),
                random: Box::new(SystemRandom),
                variable: Box::new(|name| std::env::var(name).ok()),
                format: None,
                #[cfg(feature = "oauth")]
                oauth: Default::default(),
            },
            problems: Vec::new(),
            callbacks: PhantomData,
        }
    }

    /// What the callbacks share; they take parts of it as `State<T>`. To be called before anything is wired.
    pub fn state<S: AppState>(mut self, state: S) -> AuthBuilder<S::Wired, Callbacks> {
        if !self.providers.is_empty() {
            self.problems.push(BuildProblem::LateState);
        }
        let Self { options, problems, .. } = self;
        let state = state.wired();
        AuthBuilder { state, providers: Vec::new(), options, problems, callbacks: PhantomData }
    }
}

impl<S: AppState> AuthBuilder<S, Callbacks> {
    /// The type of the application's users (`#[auth::user]`): callbacks take them as `&User<U>`. To be called
    /// after `state`, and before anything is wired.
    pub fn users<U: UserColumns>(mut self) -> AuthBuilder<WithUsers<S, U::Declared>, Callbacks> {
        if !self.providers.is_empty() {
            self.problems.push(BuildProblem::LateUsers);
        }
        let Self { state, options, problems, .. } = self;
        let state = WithUsers::new(state);
        AuthBuilder { state, providers: Vec::new(), options, problems, callbacks: PhantomData }
    }
}

/// How an application is made of its callbacks.
impl<S: AppState, SignIn, Jwt, Update, Access, Show, Redirect, Events>
    AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events>>
{
    fn with<C>(self) -> AuthBuilder<S, C> {
        let Self { state, providers, options, problems, .. } = self;
        AuthBuilder { state, providers, options, problems, callbacks: PhantomData }
    }

    /// Adds a guard (`#[auth::sign_in]`). Of several the first refusal wins.
    pub fn sign_in<G: SignInCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<Then<SignIn, G::Wired>, Jwt, Update, Access, Show, Redirect, Events>> {
        self.with()
    }

    /// Sets what makes tokens (`#[auth::jwt]` on a function), and with it the type of the token.
    pub fn jwt<J: JwtCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, J::Wired, Update, Access, Show, Redirect, Events>>
    where
        Jwt: EmptySlot,
    {
        self.with()
    }

    /// Keeps sessions in the database, in the place of tokens: the cookie holds nothing but the number of a
    /// row, and a row that is removed is signed out. Users and accounts are kept there too.
    ///
    /// Session callbacks then take the stored user (`&User`, `#[auth::session(from = User)]`); there is no
    /// token for a jwt callback to make.
    ///
    /// Whom a credentials provider recognises becomes the stored user of the same e-mail address. So that
    /// address has to be one which the application has verified, or whoever signs up with another person's
    /// signs in as them.
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

    /// Sets what updates tokens (`#[auth::jwt(update)]`).
    pub fn jwt_update<U>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, U::Wired, Access, Show, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        U: JwtUpdateCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Adds what looks at tokens (`#[auth::jwt(access)]`). Of several the first that revokes wins.
    pub fn jwt_access<A>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Then<Access, A::Wired>, Show, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        A: JwtAccessCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Sets what the browser sees (`#[auth::session]`), and with it the type of the session.
    pub fn session<V>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, V::Wired, Redirect, Events>>
    where
        Jwt: JwtCallback<S>,
        V: SessionCallback<S, TokenOf<Jwt, S>>,
    {
        self.with()
    }

    /// Sets where browsers are sent (`#[auth::redirect]`).
    pub fn redirect<R: RedirectCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, R::Wired, Events>> {
        self.with()
    }

    /// Adds an event handler (`#[auth::event(…)]`).
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

    /// Checks everything and starts the application.
    ///
    /// # Errors
    /// All that is wrong with the configuration, each with its fix.
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

/// The session that a session callback shapes.
pub(crate) type SessionOf<Show, Jwt, S> =
    <<Show as SessionCallback<S, TokenOf<Jwt, S>>>::Outcome as SessionOutcome>::Session;
