//! The builder's methods for credentials, the database, and settings.

use super::{error::InvalidUrl, *};
use crate::contract::IntoText;

/// Settings.
impl<S: AppState, C> AuthBuilder<S, C> {
    /// Adds a credentials provider, whose form is checked by an authorize callback (`#[auth::authorize]`). Its ID is
    /// `credentials`, its name `Credentials`.
    ///
    /// Auth.js: the `Credentials` provider.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::DuplicateProvider`] if it is called twice; see
    /// [`credentials_as`](Self::credentials_as).
    #[doc(alias("authorize", "with_credentials", "login", "backend"))]
    #[doc(alias = "CredentialsProvider")]
    pub fn credentials<A: AuthorizeCallback<S>>(self) -> Self {
        self.credentials_as::<A>("credentials", "Credentials")
    }

    /// Adds a credentials provider with an ID and a name of its own, for example a second form.
    ///
    /// Auth.js: the `Credentials` provider with the options `id` and `name`.
    ///
    /// The ID is part of URLs. [`build`](Self::build) reports [`BuildProblem::InvalidProviderId`] if it contains
    /// anything but ASCII letters, digits, `-`, `_` and `.`, and [`BuildProblem::DuplicateProvider`] if another
    /// provider has it.
    pub fn credentials_as<A: AuthorizeCallback<S>>(
        mut self,
        id: impl IntoText<ProviderId>,
        name: impl IntoText<String>,
    ) -> Self {
        self.providers.push(Provider::Credentials(Credentials::new::<A>(id.into_text(), name.into_text())));
        self
    }

    /// Sets the secret from which all keys are derived: a long random string, for example from
    /// `openssl rand -base64 33`. Default: the secrets of the environment, `AUTH_SECRET_3`, `AUTH_SECRET_2`,
    /// `AUTH_SECRET_1` and `AUTH_SECRET`, as in [`secrets`](Self::secrets).
    ///
    /// Auth.js: `secret`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::MissingSecret`] if there is no secret, neither here nor in the
    /// environment, and [`BuildProblem::WeakSecret`] if one has less than 32 bytes, unless the
    /// [origin](Self::url) is a loopback address such as `http://localhost:3000`.
    #[doc(alias("key", "with_secret_key", "AUTH_SECRET", "NEXTAUTH_SECRET"))]
    pub fn secret(self, secret: impl IntoText<Secret>) -> Self {
        self.secrets([secret.into_text()])
    }

    /// Sets several secrets, newest first: the first one encrypts, and all of them decrypt. To rotate a secret, put the
    /// new one in front. Empty secrets are ignored. Default: as in [`secret`](Self::secret).
    ///
    /// A process that does not know the secret of a token deletes its cookie, as Auth.js does. If several processes run,
    /// add the new secret at the end first, and put it in front when all of them have it.
    ///
    /// Auth.js: `secret` with a list.
    pub fn secrets(mut self, secrets: impl IntoIterator<Item: IntoText<Secret>>) -> Self {
        self.options.secrets = Secrets::new(secrets.into_iter().map(IntoText::into_text));
        self
    }

    /// Sets the public URL of the application, such as `https://app.example.com`. No header is read for it. Default:
    /// `AUTH_URL`. Without both, see [`trust_hosts`](Self::trust_hosts).
    ///
    /// A path counts as in `AUTH_URL`: with `http://localhost:3000/api/auth`, as Next.js projects have it, browsers find
    /// the actions at `/api/auth`. Requests arrive there, too, unless [`base_path`](Self::base_path) names another path.
    ///
    /// Auth.js: the environment variable `AUTH_URL`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::Url`] if the string is not such a URL, and
    /// [`BuildProblem::MissingOrigin`] if no origin is configured at all.
    #[doc(alias("AUTH_URL", "NEXTAUTH_URL", "base_url", "host"))]
    pub fn url(mut self, url: &str) -> Self {
        let parsed = PublicUrl::parse(url);
        self.options.url_is_invalid = parsed.is_err();
        match parsed {
            Ok(url) => {
                self.options.origin = Some(OriginPolicy::Fixed(url.origin));
                self.options.url_path = Some(url.path).filter(|path| !path.as_str().is_empty());
            }
            Err(fault) => self.problems.push(BuildProblem::Url(InvalidUrl(fault))),
        }
        self
    }

    /// Takes the origin of a request from its headers if its host is one of these: the scheme from `X-Forwarded-Proto`,
    /// the host from `X-Forwarded-Host`, else from `Host`. Use it behind a proxy that sets these headers. Default: no
    /// host is trusted, unless `AUTH_TRUST_HOST` is true and `AUTH_URL` is not set; then every host is.
    ///
    /// Auth.js: `trustHost`, which trusts every host.
    #[doc(alias = "trustHost")]
    pub fn trust_hosts(self, hosts: TrustedHosts) -> Self {
        self.origin(OriginPolicy::Forwarded { hosts })
    }

    /// Sets the source of the origin of requests. [`url`](Self::url) and [`trust_hosts`](Self::trust_hosts) are
    /// shorter; of the three methods, the last call counts. Default: as in these two.
    ///
    /// Auth.js: `AUTH_URL` and `trustHost`.
    pub fn origin(mut self, policy: OriginPolicy) -> Self {
        self.options.origin = Some(policy);
        self
    }

    /// Sets the path of the actions: that at which requests arrive. The empty string is the root. Default: the path of
    /// `AUTH_URL` if it has one, otherwise `/auth`. Auth.js in Next.js is at `/api/auth`.
    ///
    /// Browsers may see another path. If a router nests [`routes`](Auth::routes) below `/app`, pages, redirects and
    /// e-mails lead to `/app/auth` without further settings. If a proxy removes a prefix from the path, name both: the
    /// path of `AUTH_URL` is that of browsers, this one is that of requests, and [`build`](Self::build) logs the
    /// difference. See also [`public_path`](Self::public_path).
    ///
    /// ```
    /// # use auth::Auth;
    /// // A proxy serves `https://example.com/app/…`, and requests arrive without `/app`.
    /// let builder = Auth::builder().url("https://example.com/app/auth").base_path("/auth");
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js: `basePath`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::BasePath`] if the string is not a path.
    #[doc(alias("path"))]
    #[doc(alias = "basePath")]
    pub fn base_path(mut self, path: &str) -> Self {
        match BasePath::parse(path) {
            Ok(path) => self.options.base_path = Some(path),
            Err(error) => self.problems.push(error.into()),
        }
        self
    }

    /// Sets the path at which browsers find the actions, if it is not the one at which requests arrive
    /// ([`base_path`](Self::base_path)): links, forms, redirects, e-mails and the callback URLs of providers lead there.
    /// Default: the path of `AUTH_URL` if it has one and `base_path` is another; otherwise the base path, behind the
    /// prefix of the routers that nest the routes.
    ///
    /// Handlers that send visitors to the sign-in page do not know where a router elsewhere nests the routes. They look
    /// for them where their [`layer`](Auth::layer) is. Set this path if the routes are nested elsewhere, or if several
    /// layers are.
    ///
    /// ```
    /// # #[cfg(feature = "axum")]
    /// # mod application {
    /// use auth::{Auth, Session};
    /// use axum::{Router, routing::get};
    ///
    /// // `auth` was built with `.public_path("/account/auth")`.
    /// fn router(auth: Auth) -> Router {
    ///     Router::new()
    ///         .route("/me", get(async |_: Session| "hello"))
    ///         .nest("/account", auth.routes())
    ///         .layer(auth.layer())
    ///         .with_state(auth)
    /// }
    /// # }
    /// ```
    ///
    /// Headers such as `X-Forwarded-Prefix` are not read, since a client can send them, and links in e-mails would lead
    /// where it likes.
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::BasePath`] if the string is not a path.
    pub fn public_path(mut self, path: &str) -> Self {
        match BasePath::parse(path) {
            Ok(path) => self.options.public_path = Some(path),
            Err(error) => self.problems.push(error.into()),
        }
        self
    }

    /// Sets the database for users and accounts. A sign-in through a provider then finds its stored user, or creates
    /// one. Sessions remain tokens; [`database_sessions`](Self::database_sessions) is the method for sessions in the
    /// database, and replaces this one. Default: no database. Each sign-in through a provider then has a new user ID.
    ///
    /// Auth.js: `adapter` with `session.strategy: "jwt"`.
    #[doc(alias("database", "store", "session_store", "user_store", "with_adapter", "db"))]
    pub fn adapter<A: Adapter>(mut self, adapter: A) -> Self {
        self.options.store = Some(Store::new(AnyAdapter::new(adapter), false));
        self
    }

    /// Sets the longest time that a call to the database may take. After that, the request fails: handlers that take a
    /// session respond with 503, and `GET /session` with `null`; the cookie stays. A write that did not finish in time is
    /// rolled back, unless it was just being committed. Default: 5 seconds.
    ///
    /// The time includes the wait for a connection of the pool. A statement that the database has begun continues there,
    /// and keeps its connection: set `statement_timeout` (PostgreSQL), `max_execution_time` (MySQL) or
    /// `max_statement_time` (MariaDB) to end it, and an `acquire_timeout` of the pool that is shorter than this time, so
    /// that the log says why a request has failed.
    ///
    /// ```
    /// use auth::{Auth, adapter::MemoryAdapter};
    /// use std::time::Duration;
    ///
    /// let builder = Auth::builder().adapter(MemoryAdapter::new()).store_timeout(Duration::from_secs(2));
    /// # let _ = builder;
    /// ```
    ///
    /// Auth.js has no such option.
    pub fn store_timeout(mut self, timeout: Duration) -> Self {
        self.options.store_timeout = timeout;
        self
    }

    /// Makes session tokens revocable: by [`Auth::sign_out_everywhere`], by a sign-out, which ends the session for
    /// everyone who holds a copy of its token, and by the deletion of the user. Default: a token is valid until it
    /// expires. Sessions in the database are always revocable.
    ///
    /// Each token carries the user's epoch and the ID of its session (`auth_epoch`, `auth_sid`), and the database has
    /// the present epoch and the sessions that were ended. A token is valid only if the database confirms it: a token
    /// without an epoch, one that was issued before this option was set for example, is no session here, and neither is
    /// any token after the database has lost its epochs. If the database fails, the request fails, and the cookie stays.
    ///
    /// `trust` is the time for which a process trusts what it has read about a token, so that not every request queries
    /// the database. For that time, a user whose tokens were revoked by another process stays signed in.
    ///
    /// Auth.js has no such option.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::RevocableWithoutAdapter`] if there is no database.
    #[doc(alias("revoke"))]
    pub fn revocable_tokens(mut self, trust: Duration) -> Self {
        self.options.revocable = Some(trust);
        self
    }

    /// Changes names and attributes of cookies. Default: the names and attributes of Auth.js.
    ///
    /// Auth.js: `cookies`.
    ///
    /// [`build`](Self::build) reports [`BuildProblem::Cookie`] for each cookie that a browser or this library would
    /// reject.
    #[doc(alias("cookie", "with_name"))]
    pub fn cookies(mut self, cookies: CookiesOptions) -> Self {
        self.options.cookies = cookies;
        self
    }

    /// Forces the cookie names and attributes for https (`true`) or http (`false`). Default: the scheme of the
    /// request's origin decides.
    ///
    /// Auth.js: `useSecureCookies`.
    #[doc(alias("with_secure"))]
    #[doc(alias = "useSecureCookies")]
    pub fn secure_cookies(mut self, secure: bool) -> Self {
        self.options.secure_cookies = Some(secure);
        self
    }

    /// Sets the source of the client's IP address, which callbacks take as `Option<ClientIp>` and which
    /// [`sign_in_limit`](Self::sign_in_limit) counts by. Default: the connection, which axum makes known with
    /// `into_make_service_with_connect_info::<SocketAddr>()`. Behind a proxy, name the header that it sets.
    ///
    /// Auth.js has no such option.
    #[doc(alias("trust_proxy"))]
    pub fn client_ip(mut self, source: ClientIpSource) -> Self {
        self.options.client_ip = source;
        self
    }

    /// Sets the maximum length of a request body, in bytes. The server responds to a longer one with 413, without reading
    /// it if its length is announced. Default: 65,536 bytes (64 KiB), which is more than any form of the flow and the
    /// response of a passkey need. Session updates from the browser count, too.
    ///
    /// Auth.js has no such option.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.options.body_limit = bytes;
        self
    }

    /// Sets the time within which the body of a request has to arrive. The server responds to a slower one with 408.
    /// Default: 10 seconds.
    ///
    /// Auth.js has no such option.
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.options.body_timeout = timeout;
        self
    }

    /// Sets the number of sign-in attempts per client address in a period of time; `None` removes the limit. The server
    /// responds to further attempts with 429. Default: 100 per minute.
    ///
    /// All kinds of sign-in count: forms, magic links that are requested or opened, passkeys, the start of a sign-in
    /// at a provider, and [`Auth::sign_in`] and [`Auth::sign_in_as`]. An IPv6 address counts as its /64 network. All
    /// clients whose address is unknown ([`client_ip`](Self::client_ip)) count as one client.
    ///
    /// Attempts are counted in the database if its adapter can do it ([`Adapter::counts_attempts`]), together with
    /// those of all other processes, otherwise by each process on its own. [`build`](Self::build) logs which it is.
    ///
    /// Auth.js has no such option.
    #[doc(alias("rate_limit"))]
    pub fn sign_in_limit(mut self, limit: impl IntoRateLimit) -> Self {
        self.options.sign_in_limit = limit.into_rate_limit();
        self
    }

    /// Sets the number of wrong sign-in attempts on one account, from all clients together, in a period of time; `None`
    /// removes the limit. Further attempts have to wait: a minute, two minutes, and so on, up to 15 minutes. Until
    /// then the server responds with 429. The attempts are forgotten after the period without an attempt. Default: 20
    /// in a day.
    ///
    /// The account of a form is the string in the field with the autocomplete token `username`, else in the first field
    /// that is no password and is not empty; for [`Auth::sign_in_as`], it is the ID of the user. Case, accents, white space and invisible
    /// characters do not make another account; accents and compatible letters are recognized with the cargo feature
    /// `idna`, which the database adapters, `oauth`, `email` and `passkey` turn on. A form without such a field has no
    /// account, and only the limit of the network: with one count for all its users, a stranger could keep everybody out.
    /// An attempt that signs in does not count.
    /// A browser that has signed in to an account before has a count of its own (the cookie `authjs.known-browser`), so
    /// that strangers who try the account do not keep its owner out.
    ///
    /// Auth.js has no such option.
    pub fn account_limit(mut self, limit: impl IntoRateLimit) -> Self {
        self.options.account_limit = limit.into_rate_limit();
        self
    }

    /// Sets the function that reads environment variables. A function that returns `None` for every name ignores the
    /// environment. Default: the environment of the process.
    ///
    /// Auth.js reads `process.env`.
    pub fn environment(mut self, variable: impl Fn(&str) -> Option<String> + 'static) -> Self {
        self.options.variable = Some(Box::new(variable));
        self
    }

    /// Sets the clock, for tests. Default: the system's clock.
    #[doc(alias("now"))]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.options.clock = Box::new(clock);
        self
    }

    /// Sets the source of randomness, for tests. Default: a cryptographic generator, seeded by the operating system.
    pub fn random(mut self, random: impl Random) -> Self {
        self.options.random = Box::new(random);
        self
    }
}
