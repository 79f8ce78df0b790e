//! The options of the builder, and what they are checked for.

use super::*;
use crate::{limit::RateLimiter, model::UserData, revocation::Epochs};

/// The settings.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds a provider of credentials with the id `credentials`, checked by an authorize callback
    /// (`#[auth::authorize]`).
    pub fn credentials<A: AuthorizeCallback<S>>(self) -> Self {
        self.credentials_as::<A>("credentials", "Credentials")
    }

    /// Adds a provider of credentials with an id and a name of its own, as the second or third of them.
    pub fn credentials_as<A: AuthorizeCallback<S>>(
        mut self,
        id: impl Into<ProviderId>,
        name: impl Into<String>,
    ) -> Self {
        self.providers.push(Provider::Credentials(Credentials::new::<A>(id.into(), name.into())));
        self
    }

    /// Adds magic links. They need a database: [`adapter`](Self::adapter), or
    /// [`database_sessions`](Self::database_sessions).
    ///
    /// A link leads to the origin of the request that asked for it. Where that is taken from headers, name the
    /// hosts that are yours ([`trust_hosts`](Self::trust_hosts)), or others could have links mailed that lead
    /// to them.
    #[cfg(feature = "email")]
    pub fn email(mut self, provider: crate::provider::Email) -> Self {
        self.providers.push(Provider::Email(Box::new(provider)));
        self
    }

    /// The secret that encrypts tokens; a long random text, for example of `openssl rand -base64 33`.
    /// Otherwise it is that of the environment.
    pub fn secret(self, secret: impl Into<Secret>) -> Self {
        self.secrets([secret.into()])
    }

    /// Several secrets, newest first: the first one encrypts, every one decrypts.
    pub fn secrets(mut self, secrets: impl IntoIterator<Item = Secret>) -> Self {
        self.options.secrets = Secrets::new(secrets);
        self
    }

    /// Where the application is reached: an origin such as `https://app.example.com`. No header is read for
    /// it.
    pub fn url(mut self, url: &str) -> Self {
        match Origin::parse(url.trim_end_matches('/')) {
            Ok(origin) => self.options.origin = Some(OriginPolicy::Fixed(origin)),
            Err(error) => self.problems.push(error.into()),
        }
        self
    }

    /// Believes the `Host` header, or the headers of a proxy, about these hosts.
    pub fn trust_hosts(self, hosts: TrustedHosts) -> Self {
        self.origin(OriginPolicy::Forwarded { hosts })
    }

    /// Where the origin of a request is taken from.
    pub fn origin(mut self, policy: OriginPolicy) -> Self {
        self.options.origin = Some(policy);
        self
    }

    /// Where the actions live; `/auth` by default.
    pub fn base_path(mut self, path: &str) -> Self {
        match BasePath::parse(path) {
            Ok(path) => self.options.base_path = Some(path),
            Err(error) => self.problems.push(error.into()),
        }
        self
    }

    /// Where users and accounts are kept: who signs in by a provider is found or made there. Sessions stay
    /// tokens; [`database_sessions`](Self::database_sessions) keeps them there too.
    pub fn adapter(mut self, adapter: impl Adapter) -> Self {
        self.options.store = Some(Store::new(AnyAdapter::new(adapter), false));
        self
    }

    /// Lets session tokens be revoked ([`Auth::sign_out_everywhere`]): each carries the claim `auth_epoch`,
    /// which is compared with the number that the database has for the user. A process believes what it
    /// knows of a user for `trust`, so that not every request asks the database, and somebody signed out
    /// elsewhere may go on for so long.
    pub fn revocable_tokens(mut self, trust: Duration) -> Self {
        self.options.revocable = Some(trust);
        self
    }

    /// How long a session lasts after its last use; thirty days by default.
    pub fn session_max_age(mut self, age: Duration) -> Self {
        self.options.max_age = age;
        self
    }

    /// At which age the session of somebody who is there is prolonged; a day by default, or half of the
    /// session's life if that is shorter. Sessions in the database that are given an age beyond their life
    /// are never prolonged: they end when they were to end at sign-in.
    pub fn session_update_age(mut self, age: Duration) -> Self {
        self.options.update_age = Some(age);
        self
    }

    /// Signs session tokens instead of encrypting them, so that other services can verify them by the public
    /// keys at `{base path}/jwks`. Everybody who holds such a token can read it.
    #[cfg(feature = "signed")]
    pub fn signed(mut self, keys: crate::jose::SignedKeys) -> Self {
        self.options.signed = Some(std::sync::Arc::new(keys));
        self
    }

    /// The application's own pages.
    pub fn pages(mut self, pages: PagesOptions) -> Self {
        self.options.pages = pages;
        self
    }

    /// The looks of the built-in pages.
    pub fn theme(mut self, theme: Theme) -> Self {
        self.options.theme = theme;
        self
    }

    /// Names and attributes of cookies.
    pub fn cookies(mut self, cookies: CookiesOptions) -> Self {
        self.options.cookies = cookies;
        self
    }

    /// Forces the cookie names and attributes of https, or those of http. By default the origin's scheme
    /// decides.
    pub fn secure_cookies(mut self, secure: bool) -> Self {
        self.options.secure_cookies = Some(secure);
        self
    }

    /// Who is believed about the address of the client.
    pub fn client_ip(mut self, source: ClientIpSource) -> Self {
        self.options.client_ip = source;
        self
    }

    /// How long the body of a request may be, in bytes; a mebibyte by default. A longer one is answered 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options.body_limit = bytes;
        self
    }

    /// How many sign-ins one client address may try in a time; 100 a minute by default, `None` lets everybody
    /// try as often as they like. One too many is answered 429. It counts where the address of the client is
    /// known ([`client_ip`](Self::client_ip)), for each process on its own.
    pub fn sign_in_limit(mut self, limit: impl Into<Option<RateLimit>>) -> Self {
        self.options.sign_in_limit = limit.into();
        self
    }

    /// Where the environment is read instead of the process's: `None` for every name ignores it.
    pub fn environment(mut self, variable: impl Fn(&str) -> Option<String> + 'static) -> Self {
        self.options.variable = Box::new(variable);
        self
    }

    /// The clock, for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.options.clock = Box::new(clock);
        self
    }

    /// The randomness, for tests.
    pub fn random(mut self, random: impl Random) -> Self {
        self.options.random = Box::new(random);
        self
    }

    /// The engine, if nothing is wrong.
    pub(super) fn engine<F: Flow<State = S>>(self) -> Result<Engine<F>, BuildError> {
        let Self { state, providers, options, mut problems, .. } = self;
        if providers.is_empty() && !options.may_lack_providers {
            problems.push(Problem::NoProvider);
        }
        crate::cookie::budget::warn_if_large::<F::Token>();
        check_ids(&providers, &mut problems);
        check_columns::<S>(options.store.as_ref(), &mut problems);
        #[cfg(feature = "email")]
        check_emails(&providers, options.store.is_some(), &mut problems);
        #[cfg(feature = "passkey")]
        super::passkey::check(&providers, options.store.is_some(), &mut problems);
        match options.settings(&providers, &mut problems) {
            Some(settings) if problems.is_empty() => {
                Ok(Engine { settings, state, providers, flow: PhantomData })
            }
            _ => Err(BuildError::new(problems)),
        }
    }
}

/// Callbacks would see what a new user has, whatever is stored, in columns that nobody reads.
fn check_columns<S: AppState>(store: Option<&Store>, problems: &mut Vec<Problem>) {
    let columns = S::Columns::COLUMNS;
    match store {
        None if !columns.is_empty() => problems.push(Problem::UsersWithoutAdapter),
        None => {}
        Some(store) => problems.extend(
            columns
                .iter()
                .filter(|column| !store.adapter.keeps_user_column(column))
                .map(|column| Problem::UnknownUserColumn(column)),
        ),
    }
}

fn check_ids<S>(providers: &[Provider<S>], problems: &mut Vec<Problem>) {
    for (index, provider) in providers.iter().enumerate() {
        let id = provider.id().as_str();
        if id == "undefined" || !is_url_segment(id) {
            problems.push(Problem::InvalidProviderId(id.to_owned()));
        }
        if providers.iter().take(index).any(|earlier| earlier.id() == provider.id()) {
            problems.push(Problem::DuplicateProvider(id.to_owned()));
        }
    }
}

/// Magic links are kept in the database until they are used.
#[cfg(feature = "email")]
fn check_emails<S>(providers: &[Provider<S>], has_store: bool, problems: &mut Vec<Problem>) {
    for provider in providers {
        let Provider::Email(email) = provider else { continue };
        if !has_store {
            problems.push(Problem::EmailWithoutAdapter(email.id.to_string()));
        }
        if email.max_age < Duration::from_secs(1) {
            problems.push(Problem::NoLinkAge(email.id.to_string()));
        }
    }
}

/// Links in mails lead to the host of the request: whoever chooses that gets tokens of others.
#[cfg(feature = "email")]
fn warn_of_hosts<S>(origin: &OriginPolicy, providers: &[Provider<S>]) {
    let is_any = matches!(origin, OriginPolicy::Forwarded { hosts } if hosts.are_any());
    if is_any && providers.iter().any(|provider| matches!(provider, Provider::Email(_))) {
        tracing::warn!(
            target: "auth",
            "magic links lead to whatever host a request names, since every host is trusted: set AUTH_URL, or \
             call `.url(…)` or `.trust_hosts(TrustedHosts::only(…))`, unless a proxy lets no other host through"
        );
    }
}

/// Whether an id can stand in a path as it is.
fn is_url_segment(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

impl Options {
    /// What tests do not have to say.
    #[cfg(feature = "testing")]
    pub(super) fn for_tests(&mut self, clock: crate::ManualClock) {
        self.secrets = Some(Secret::new("a secret of tests, known to everybody").into());
        self.origin = Origin::parse("http://localhost").ok().map(OriginPolicy::Fixed);
        self.variable = Box::new(|_| None);
        self.clock = Box::new(clock);
        self.random = Box::new(crate::testing::SeededRandom::new(1));
        self.may_lack_providers = true;
    }

    /// The settings, as far as they can be made; what is wrong goes to the problems.
    fn settings<S>(self, providers: &[Provider<S>], problems: &mut Vec<Problem>) -> Option<Settings> {
        let environment = Environment::read(&self.variable);
        problems.extend(environment.problems.into_iter().map(Problem::from));
        let environment_url = environment.url;
        let origin = self.origin.or_else(|| match &environment_url {
            Some(url) => Some(OriginPolicy::Fixed(url.origin.clone())),
            None => environment.trust_host.then(|| OriginPolicy::Forwarded { hosts: TrustedHosts::any() }),
        });
        let base_path = self
            .base_path
            .or_else(|| environment_url.map(|url| url.path).filter(|path| !path.as_str().is_empty()));
        let secrets = self.secrets.or(environment.secrets);
        let in_database = self.store.as_ref().is_some_and(|store| store.keeps_sessions);
        check_ages(self.max_age, self.update_age.filter(|_| !in_database), problems);
        let mut cookies = |secure| {
            CookieSet::resolve(&self.cookies, secure)
                .map_err(|faults| problems.extend(faults.into_iter().map(Problem::from)))
                .ok()
        };
        let only = self.secure_cookies.or(match &origin {
            Some(OriginPolicy::Fixed(origin)) => Some(origin.is_https()),
            _ => None,
        });
        let (http, https) = match only {
            Some(secure) => {
                let set = cookies(secure);
                (set.clone(), set)
            }
            None => (cookies(false), cookies(true)),
        };
        #[cfg(feature = "oauth")]
        let client = super::oauth::http_client(self.http, providers, problems);
        if self.revocable.is_some() && self.store.is_none() {
            problems.push(Problem::RevocableWithoutAdapter);
        }
        if origin.is_none() {
            problems.push(Problem::MissingOrigin);
        }
        if secrets.is_none() {
            problems.push(Problem::MissingSecret);
        }
        let (origin, secrets) = (origin?, secrets?);
        #[cfg(feature = "email")]
        warn_of_hosts(&origin, providers);
        #[cfg(feature = "signed")]
        let jwks = self.signed.as_ref().map(|keys| keys.jwks().to_string());
        #[cfg(feature = "signed")]
        let format = self.signed.map_or_else(|| TokenFormat::Encrypted(secrets.clone()), TokenFormat::Signed);
        #[cfg(not(feature = "signed"))]
        let format = TokenFormat::Encrypted(secrets.clone());
        let scheme = |cookies: CookieSet| Scheme {
            session: format.codec(cookies.session_token.name()),
            #[cfg(any(feature = "oauth", feature = "passkey"))]
            checks: crate::check::sealed::CheckKeys::derive(&secrets, &cookies),
            #[cfg(feature = "oauth")]
            sign_out_hint: super::oauth::sign_out_keys(providers, &secrets, &cookies),
            cookies,
        };
        Some(Settings {
            base_path: base_path.unwrap_or_default(),
            origin,
            secure_cookies: self.secure_cookies,
            http: scheme(http?),
            https: scheme(https?),
            csrf: Csrf::new(&secrets),
            #[cfg(feature = "email")]
            links: crate::provider::email::LinkHasher::new(&secrets),
            pages: self.pages,
            style: PageStyle::new(self.theme, providers.iter().filter_map(Provider::brand_color)),
            max_age: self.max_age,
            update_age: self.update_age.unwrap_or(DEFAULT_UPDATE_AGE.min(self.max_age / 2)),
            client_ip: self.client_ip,
            body_limit: self.body_limit,
            sign_ins: self.sign_in_limit.map(RateLimiter::new),
            store: self.store,
            epochs: self.revocable.map(Epochs::new),
            clock: self.clock,
            random: self.random,
            #[cfg(feature = "oauth")]
            client,
            #[cfg(feature = "oauth")]
            state_keys: crate::jose::TokenKeys::derive(&secrets, crate::check::state::SALT),
            #[cfg(feature = "passkey")]
            challenge_keys: crate::jose::TokenKeys::derive(&secrets, crate::provider::webauthn::SALT),
            #[cfg(feature = "oauth")]
            redirect_proxy: self.redirect_proxy.or(environment.redirect_proxy_url),
            #[cfg(feature = "oauth")]
            proxied: self.proxied,
            #[cfg(feature = "signed")]
            jwks,
        })
    }
}

fn check_ages(max_age: Duration, update_age: Option<Duration>, problems: &mut Vec<Problem>) {
    if max_age < Duration::from_secs(1) {
        problems.push(Problem::NoMaxAge);
    }
    if update_age.is_some_and(|age| age >= max_age) {
        problems.push(Problem::LateUpdateAge);
    }
}
