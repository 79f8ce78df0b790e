//! The builder: its methods for the state, the users and the callbacks, which change its type, and `build()`.
//!
//! The type is defined next to these methods because compiler messages name a method by the module of its `impl` where
//! the two differ.

use std::marker::PhantomData;

use super::{
    BuildError, BuildProblem, Options, observed,
    order::{BeforeCallbacks, NoState},
};
use crate::{
    adapter::{Adapter, AnyAdapter},
    app::auth::Auth,
    contract::{
        AppState, UserColumns, WithUsers,
        callback::{
            database::DatabaseSessions,
            event::EventCallback,
            jwt::{FillsSlot, JwtAccessCallback, JwtCallback, JwtOutcome, JwtUpdateCallback, TokenOf},
            redirect::RedirectCallback,
            second_factor::SecondFactorCallback,
            session::{SessionCallback, SessionOutcome},
            sign_in::SignInCallback,
            wiring::{Then, Unset},
        },
        session::SessionData,
        token::claims::Claims,
    },
    flow::{
        application::Engine,
        before_deletion::DeleteAccount,
        sign_up_form::SignUpForm,
        store::Store,
        types::{Assembled, Callbacks},
    },
    provider::Provider,
};

/// Collects the configuration of an application. Created by [`Auth::builder`], finished by [`build`](Self::build).
///
/// # Attributes and their methods
///
/// Each attribute adds a type with the name of its function or struct. The builder registers the attribute by that
/// type.
///
/// | attribute | Auth.js | method | how many |
/// | --- | --- | --- | --- |
/// | `#[auth::user]` on a struct | fields added to `User` | [`.users::<AppUser>()`](Self::users) | one |
/// | `#[auth::authorize]` | `authorize` of the credentials provider | [`.credentials::<login>()`](Self::credentials), [`.credentials_as::<staff>("staff", "Staff")`](Self::credentials_as) | any |
/// | `#[auth::provider(…)]` | a custom provider | `.provider(acme::from_env()?)` | any |
/// | `#[auth::sign_in]` | `callbacks.signIn` | [`.sign_in::<not_banned>()`](Self::sign_in) | any |
/// | `#[auth::sign_up]` | | `.sign_up::<register>()` | one |
/// | `#[auth::second_factor]` | | [`.second_factor::<needed>()`](Self::second_factor) | one |
/// | `#[auth::jwt]` on a function | `callbacks.jwt`, at sign-in | [`.jwt::<issue>()`](Self::jwt) | one |
/// | `#[auth::jwt(update)]` | `callbacks.jwt`, trigger `update` | [`.jwt_update::<rename>()`](Self::jwt_update) | one |
/// | `#[auth::jwt(access)]` | `callbacks.jwt`, at every read | [`.jwt_access::<still_valid>()`](Self::jwt_access) | any |
/// | `#[auth::session]` | `callbacks.session` | [`.session::<Visible>()`](Self::session) | one |
/// | `#[auth::redirect]` | `callbacks.redirect` | [`.redirect::<shop_too>()`](Self::redirect) | one |
/// | `#[auth::event(…)]` | `events` | [`.on::<audit>()`](Self::on) | any |
/// | `#[auth::delete_account]` | | [`.delete_account::<forget>()`](Self::delete_account) | one |
/// | `#[auth::legacy_password]` | | `.legacy_password::<verify_old>()` | one |
/// | `#[auth::api_key(…)]` on a struct | | [`.api_keys::<Key>()`](Self::api_keys) | any |
///
/// `#[auth::credentials]` and `#[auth::jwt]` on structs need no method: the functions that take or return the structs
/// name them. `#[auth::guard]` is used by handlers (`Guard<admins>`). Built-in providers need no attribute:
/// `.provider(GitHub::from_env()?)`, `.email(…)`, `.passkey(Passkey::new())`.
///
/// # Order of calls
///
/// 1. [`state`](Self::state), then [`users`](Self::users);
/// 2. [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions), which exclude each other;
/// 3. [`jwt_update`](Self::jwt_update), [`jwt_access`](Self::jwt_access) and [`session`](Self::session), which depend
///    on the type of the token;
/// 4. [`on`](Self::on), if the handler takes the token or the session;
/// 5. [`build`](Self::build), which reports every problem of the configuration at once.
///
/// Providers and the other callbacks can follow anywhere after step 1, options such as [`secret`](Self::secret) can be
/// called anywhere. If an option is set twice, the last call counts.
///
/// # Environment
///
/// As in Auth.js, options that are not set here come from the environment: `AUTH_SECRET` (and `AUTH_SECRET_1` to
/// `AUTH_SECRET_3`, newer secrets), `AUTH_URL`, `AUTH_TRUST_HOST` and `AUTH_REDIRECT_PROXY_URL`. Empty variables count
/// as absent.
///
/// ```
/// use auth::prelude::*;
///
/// #[auth::credentials]
/// struct Login {
///     name: String,
///     password: Secret,
/// }
///
/// #[auth::authorize]
/// async fn login(form: Login) -> Option<User> {
///     (form.name == "ada" && form.password == Secret::new("countess")).then(|| User::new("1"))
/// }
///
/// #[auth::sign_in]
/// async fn not_banned(user: &User) -> bool {
///     user.id != "13"
/// }
///
/// let auth = Auth::builder()
///     .secret("thirty-two random bytes, better from AUTH_SECRET")
///     .url("http://localhost:3000")
///     .credentials::<login>()
///     .sign_in::<not_banned>()
///     .build()?;
/// # Ok::<(), auth::BuildError>(())
/// ```
#[must_use = "nothing happens before `build()`"]
pub struct AuthBuilder<S, C> {
    pub(super) state: S,
    pub(super) providers: Vec<Provider<S>>,
    pub(super) options: Options,
    pub(super) problems: Vec<BuildProblem>,
    pub(super) delete_account: Option<Box<dyn DeleteAccount<S>>>,
    pub(super) sign_up: Option<SignUpForm<S>>,
    pub(super) callbacks: PhantomData<fn() -> C>,
}

/// The state, which comes before everything else.
impl<S, C> AuthBuilder<S, C> {
    /// Sets the application's state. Callbacks take parts of it as `State<T>`. Default: `()`.
    ///
    /// Auth.js has no such option.
    ///
    /// Call it before all callbacks and providers. Once a callback is registered, the call does not compile any more;
    /// [`build`](AuthBuilder::build) reports [`BuildProblem::LateState`] if a provider was added before.
    #[doc(alias("with_state", "state_for", "app_state"))]
    pub fn state<T: AppState + BeforeCallbacks<C>>(mut self, state: T) -> AuthBuilder<T::Wired, T::Callbacks>
    where
        S: NoState,
    {
        if !self.providers.is_empty() || self.delete_account.is_some() || self.sign_up.is_some() {
            self.problems.push(BuildProblem::LateState);
        }
        let Self { options, problems, .. } = self;
        let state = state.wired();
        AuthBuilder {
            state,
            providers: Vec::new(),
            options,
            problems,
            delete_account: None,
            sign_up: None,
            callbacks: PhantomData,
        }
    }
}

/// The type of the users.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Sets the type of the application's users, a struct under `#[auth::user]`. Callbacks then take users with the
    /// application's own columns, as `&User<U>`. Default: users without such columns.
    ///
    /// Auth.js: fields added to the type `User`.
    ///
    /// Call it after [`state`](AuthBuilder::state), and before all callbacks and providers. Once a callback is
    /// registered, the call does not compile any more. [`build`](AuthBuilder::build) reports
    /// [`BuildProblem::LateUsers`] if a provider was added before, [`BuildProblem::UsersWithoutAdapter`] if there is no
    /// database, and [`BuildProblem::UnknownUserColumn`] if the adapter does not read a column.
    #[doc(alias("user"))]
    pub fn users<U: UserColumns + BeforeCallbacks<C>>(
        mut self,
    ) -> AuthBuilder<WithUsers<S, U::Declared>, U::Callbacks> {
        if !self.providers.is_empty() || self.delete_account.is_some() || self.sign_up.is_some() {
            self.problems.push(BuildProblem::LateUsers);
        }
        let Self { state, options, problems, .. } = self;
        let state = WithUsers::new(state);
        AuthBuilder {
            state,
            providers: Vec::new(),
            options,
            problems,
            delete_account: None,
            sign_up: None,
            callbacks: PhantomData,
        }
    }
}

/// Callbacks, sessions in the database, and the end of the configuration.
impl<S: AppState, SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>
    AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>>
{
    /// Changes the type of the callbacks and keeps everything else.
    fn with<C>(self) -> AuthBuilder<S, C> {
        let Self { state, providers, options, problems, delete_account, sign_up, .. } = self;
        AuthBuilder { state, providers, options, problems, delete_account, sign_up, callbacks: PhantomData }
    }

    /// Adds a guard (`#[auth::sign_in]`), which decides who may sign in. Guards run in the order of their registration;
    /// the first refusal wins. Default: every user who has proven their identity may sign in.
    ///
    /// Auth.js: `callbacks.signIn`.
    #[doc(alias("signin", "on_sign_in", "guard"))]
    #[doc(alias = "signIn")]
    pub fn sign_in<G: SignInCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<Then<SignIn, G::Wired>, Jwt, Update, Access, Show, Redirect, Events, Factor>>
    {
        self.with()
    }

    /// Sets the function that decides which users need a second factor (`#[auth::second_factor]`). Default: users who have
    /// enrolled an authenticator application, if [`totp`](Self::totp) lets them.
    ///
    /// Auth.js has no such callback.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::NoSecondFactor`] if there is nothing by which a user could prove one:
    /// neither [`totp`](Self::totp) nor a passkey provider.
    #[cfg(feature = "totp")]
    pub fn second_factor<N: SecondFactorCallback<S>>(
        mut self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, N::Wired>>
    where
        Factor: Unset,
    {
        self.options.asks_second_factor = true;
        self.with()
    }

    /// Sets the function that creates the token of a user who signs in (`#[auth::jwt]` on a function), and with it the
    /// type of the token. Default: the token holds the standard claims only.
    ///
    /// Auth.js: `callbacks.jwt` with the triggers `signIn` and `signUp`.
    ///
    /// Call it once, before all methods that depend on the token, and not together with
    /// [`database_sessions`](Self::database_sessions).
    #[doc(alias("jwt_callback", "callbacks"))]
    pub fn jwt<J: JwtCallback<S> + FillsSlot<Jwt>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, J::Filled<J::Wired>, Update, Access, Show, Redirect, Events, Factor>>
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
    pub fn database_sessions<A: Adapter + FillsSlot<Jwt>>(
        mut self,
        adapter: A,
    ) -> AuthBuilder<
        S,
        Callbacks<SignIn, A::Filled<DatabaseSessions>, Update, Access, Show, Redirect, Events, Factor>,
    > {
        self.options.store = Some(Store::new(AnyAdapter::new(adapter), true));
        self.with()
    }

    /// Sets the function that changes the token when the browser sends an update (`#[auth::jwt(update)]`). Default: an
    /// update leaves the token as it is.
    ///
    /// Auth.js: `callbacks.jwt` with the trigger `update`.
    ///
    /// Call it after [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions).
    #[doc(alias("update", "on_update"))]
    pub fn jwt_update<U>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, U::Wired, Access, Show, Redirect, Events, Factor>>
    where
        Jwt: JwtCallback<S>,
        U: JwtUpdateCallback<S, TokenOf<Jwt, S>>,
        Update: Unset,
    {
        self.with()
    }

    /// Adds a function that checks the token whenever the session is read (`#[auth::jwt(access)]`), and can revoke the
    /// session. The functions run in the order of their registration; the first that revokes or fails wins. One that fails
    /// refuses the request and ends nothing. Default: every valid token is a session.
    ///
    /// Auth.js: `callbacks.jwt` without a trigger; returning `null` there is revoking here.
    ///
    /// Call it after [`jwt`](Self::jwt) or [`database_sessions`](Self::database_sessions).
    #[doc(alias("access"))]
    pub fn jwt_access<A>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Then<Access, A::Wired>, Show, Redirect, Events, Factor>>
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
    #[doc(alias("session_callback", "session_data"))]
    pub fn session<V>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, V::Wired, Redirect, Events, Factor>>
    where
        Jwt: JwtCallback<S>,
        V: SessionCallback<S, TokenOf<Jwt, S>>,
        Show: Unset,
    {
        self.with()
    }

    /// Sets the function that decides where the browser goes after sign-in and sign-out (`#[auth::redirect]`). Default:
    /// to the requested URL if it is on this site, otherwise to the start page.
    ///
    /// Auth.js: `callbacks.redirect`.
    #[doc(alias("redirect_callback", "on_redirect"))]
    pub fn redirect<R: RedirectCallback<S>>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, R::Wired, Events, Factor>>
    where
        Redirect: Unset,
    {
        self.with()
    }

    /// Adds an event handler (`#[auth::event(…)]`). Handlers run in the order of their registration and are awaited;
    /// their errors are logged and change nothing. Default: none.
    ///
    /// Auth.js: `events`.
    ///
    /// Call it after [`jwt`](Self::jwt) if the handler takes the token, and after [`session`](Self::session) if it
    /// takes the session.
    #[doc(alias("event", "on_event", "listen"))]
    #[doc(alias = "events")]
    pub fn on<E>(
        self,
    ) -> AuthBuilder<S, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Then<Events, E::Wired>, Factor>>
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
        Factor: SecondFactorCallback<S>,
    {
        let engine: Engine<
            Assembled<S, T, V, Callbacks<SignIn, Jwt, Update, Access, Show, Redirect, Events, Factor>>,
        > = observed::build(|| self.engine())?;
        Ok(Auth::of_engine(engine))
    }
}

/// The type of the session that a session callback returns.
type SessionOf<Show, Jwt, S> =
    <<Show as SessionCallback<S, TokenOf<Jwt, S>>>::Outcome as SessionOutcome>::Session;
