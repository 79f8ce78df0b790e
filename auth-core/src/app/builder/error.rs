//! Everything that can be wrong with a configuration, each with its fix.

use crate::{
    config::{InvalidBasePath, InvalidOrigin, env::InvalidVariable},
    cookie::InvalidCookie,
};

/// Why an application does not start: every problem at once.
#[derive(Debug)]
pub struct BuildError {
    problems: Vec<BuildProblem>,
}

impl BuildError {
    pub(super) fn new(problems: Vec<BuildProblem>) -> Self {
        Self { problems }
    }

    /// The problems, in the order in which they were found.
    pub fn problems(&self) -> &[BuildProblem] {
        &self.problems
    }
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the configuration of `auth` does not work:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}

impl std::error::Error for BuildError {}

/// One thing that is wrong with a configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildProblem {
    /// There is no secret.
    #[error(
        "there is no secret: set AUTH_SECRET (`openssl rand -base64 33` makes one), or call `.secret(…)`"
    )]
    MissingSecret,
    /// It is not known under which URL the application is reached, and no header is trusted to say it.
    #[error(
        "the public URL is not known: set AUTH_URL or call `.url(\"https://…\")`; behind a proxy that sets the Host \
         header, set AUTH_TRUST_HOST=true or call `.trust_hosts(…)`"
    )]
    MissingOrigin,
    /// Nobody could sign in.
    #[error("there is no provider, so nobody could sign in: add one, for example by `.credentials::<…>()`")]
    NoProvider,
    /// Two providers have the same id.
    #[error(
        "two providers have the id `{0}`: give one of them another, for example by `.credentials_as::<…>(\"id\", \"Name\")`"
    )]
    DuplicateProvider(String),
    /// An id that cannot stand in a URL.
    #[error("the provider id `{0}` cannot stand in a URL: use ASCII letters, digits, `-`, `_` and `.`")]
    InvalidProviderId(String),
    /// The state came after a provider.
    #[error("`.state(…)` comes after a provider that needs it: call it first")]
    LateState,
    /// The type of users came after a provider.
    #[error("`.users::<…>()` comes after a provider that needs it: call it first")]
    LateUsers,
    /// Tokens cannot be revoked without a place that remembers it.
    #[error("`.revocable_tokens(…)` needs a database that remembers who was signed out: add `.adapter(…)`")]
    RevocableWithoutAdapter,
    /// Users have columns, and there is no table of users.
    #[error("`.users::<…>()` needs a database that keeps the users: add `.adapter(…)`")]
    UsersWithoutAdapter,
    /// The adapter does not know a column of the application's users.
    #[error(
        "the adapter does not read the column `{0}` of the application's users: tell it of it, by \
         `.user_columns([UserColumn::new(\"{0}\", ColumnType::…)?])`"
    )]
    UnknownUserColumn(&'static str),
    /// Sessions that end at once.
    #[error("sessions would end at once: give `.session_max_age(…)` at least a second")]
    NoMaxAge,
    /// A session would end before it is prolonged.
    #[error(
        "sessions would end before they are prolonged: give `.session_update_age(…)` less than `.session_max_age(…)`"
    )]
    LateUpdateAge,
    /// A cookie that no browser would take.
    #[error(transparent)]
    Cookie(#[from] InvalidCookie),
    /// An identity provider that cannot work.
    #[cfg(feature = "oauth")]
    #[error("the provider `{id}` cannot work: {fault}")]
    Provider {
        /// Its id.
        id: String,
        /// What is wrong.
        fault: crate::provider::oauth::ProviderConfigError,
    },
    /// Magic links without a database to keep them in.
    #[cfg(feature = "email")]
    #[error(
        "the provider `{0}` needs a database, which keeps its links until they are used: call `.adapter(…)` or \
         `.database_sessions(…)`"
    )]
    EmailWithoutAdapter(String),
    /// Links that expire at once.
    #[cfg(feature = "email")]
    #[error("the links of the provider `{0}` would expire at once: give `.max_age(…)` at least a second")]
    NoLinkAge(String),
    /// Passkeys that cannot work.
    #[cfg(feature = "passkey")]
    #[error("the provider `{id}` cannot work: {fault}")]
    Passkey {
        /// Its id.
        id: String,
        /// What is wrong.
        fault: crate::provider::webauthn::PasskeyConfigError,
    },
    /// `.redirect_proxy_url(…)` is no URL.
    #[cfg(feature = "oauth")]
    #[error("`.redirect_proxy_url(…)` is not a URL such as `https://app.example.com/auth`")]
    RedirectProxy,
    /// There is no HTTP client to ask providers with.
    #[cfg(feature = "oauth")]
    #[error(
        "the HTTP client for providers cannot start: install the platform's root certificates, or call `.http_client(…)`: {0}"
    )]
    HttpClient(#[source] crate::contract::BoxError),
    /// `.url(…)` is no origin.
    #[error("`.url(…)` is not an origin such as `https://app.example.com`: {0}")]
    Url(#[from] InvalidOrigin),
    /// `.base_path(…)` is no path.
    #[error("`.base_path(…)` is not a path such as `/auth`: {0}")]
    BasePath(#[from] InvalidBasePath),
    /// A variable of the environment that makes no sense.
    #[error(transparent)]
    Variable(#[from] InvalidVariable),
}
