//! `Auth::builder()`: collects the configuration and checks it as a whole. The result is a running application, or a
//! list of every problem.

mod callbacks;
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
    check::RateLimit,
    config::{BasePath, ClientIpSource, Origin, OriginPolicy, PagesOptions, Theme, TrustedHosts},
    contract::{
        AppState, Clock, ProviderId, Secret, Secrets, SystemClock, UserColumns, WithUsers,
        callback::authorize::AuthorizeCallback,
    },
    cookie::CookiesOptions,
    flow::{session::DEFAULT_MAX_AGE, session_token::TokenFormat, store::Store, types::Callbacks},
    provider::{Provider, credentials::Credentials},
    random::{Random, SystemRandom},
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
/// | `#[auth::jwt]` on a function | `callbacks.jwt`, at sign-in | [`.jwt::<issue>()`](Self::jwt) | one |
/// | `#[auth::jwt(update)]` | `callbacks.jwt`, trigger `update` | [`.jwt_update::<rename>()`](Self::jwt_update) | one |
/// | `#[auth::jwt(access)]` | `callbacks.jwt`, at every read | [`.jwt_access::<still_valid>()`](Self::jwt_access) | any |
/// | `#[auth::session]` | `callbacks.session` | [`.session::<Visible>()`](Self::session) | one |
/// | `#[auth::redirect]` | `callbacks.redirect` | [`.redirect::<shop_too>()`](Self::redirect) | one |
/// | `#[auth::event(…)]` | `events` | [`.on::<audit>()`](Self::on) | any |
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
    state: S,
    providers: Vec<Provider<S>>,
    options: Options,
    problems: Vec<BuildProblem>,
    callbacks: PhantomData<fn() -> C>,
}

/// The settings that have been collected so far.
struct Options {
    secrets: Option<Secrets>,
    base_path: Option<BasePath>,
    origin: Option<OriginPolicy>,
    secure_cookies: Option<bool>,
    cookies: CookiesOptions,
    pages: PagesOptions,
    theme: Theme,
    max_age: Duration,
    lifetime: Option<Duration>,
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

/// The default of `body_limit`, in bytes: one mebibyte.
const BODY_LIMIT: usize = 1 << 20;

impl Auth<()> {
    /// Returns a builder, which collects the configuration of an application.
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
                lifetime: None,
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

    /// Sets the application's state. Callbacks take parts of it as `State<T>`. Default: `()`.
    ///
    /// Auth.js has no such option.
    ///
    /// Call it before all callbacks and providers. Once a callback is registered, the method does not exist any more;
    /// [`build`](Self::build) reports [`BuildProblem::LateState`] if a provider was added before.
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
    /// Sets the type of the application's users, a struct under `#[auth::user]`. Callbacks then take users with the
    /// application's own columns, as `&User<U>`. Default: users without such columns.
    ///
    /// Auth.js: fields added to the type `User`.
    ///
    /// Call it after [`state`](AuthBuilder::state), and before all callbacks and providers. Once a callback is
    /// registered, the method does not exist any more. [`build`](AuthBuilder::build) reports
    /// [`BuildProblem::LateUsers`] if a provider was added before, [`BuildProblem::UsersWithoutAdapter`] if there is no
    /// database, and [`BuildProblem::UnknownUserColumn`] if the adapter does not read a column.
    pub fn users<U: UserColumns>(mut self) -> AuthBuilder<WithUsers<S, U::Declared>, Callbacks> {
        if !self.providers.is_empty() {
            self.problems.push(BuildProblem::LateUsers);
        }
        let Self { state, options, problems, .. } = self;
        let state = WithUsers::new(state);
        AuthBuilder { state, providers: Vec::new(), options, problems, callbacks: PhantomData }
    }
}
