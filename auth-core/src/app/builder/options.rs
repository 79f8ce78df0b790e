//! The options of the builder, and what they are checked for.

use super::*;

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
        self.options.format = Some(TokenFormat::Signed(std::sync::Arc::new(keys)));
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

    /// Sets the source of randomness, for tests.
    pub fn random(mut self, random: impl Random) -> Self {
        self.options.random = Box::new(random);
        self
    }

    /// Lets the application start without a provider, for tests.
    #[cfg(feature = "testing")]
    pub(crate) fn without_providers(mut self) -> Self {
        self.options.may_lack_providers = true;
        self
    }
}
