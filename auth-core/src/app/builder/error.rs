//! The problems that a configuration can have, each with its fix.

use crate::{
    config::{
        InvalidBasePath,
        env::{InvalidVariable, VariableFault},
    },
    cookie::InvalidCookie,
};

/// The page of the guide about errors.
const ERRORS: &str = "https://docs.rs/typed-auth/latest/auth/guide/errors/";

/// The error of a configuration that cannot start: every problem at once, each on a line with its fix.
///
/// `Debug` writes the same as `Display`, since `main` shows an error that it returns with `Debug`. The code at the end of
/// each line is the heading in the guide, on its page about errors.
pub struct BuildError {
    problems: Vec<BuildProblem>,
}

impl BuildError {
    pub(super) fn new(problems: Vec<BuildProblem>) -> Self {
        Self { problems }
    }

    /// Returns the problems, in the order in which they were found.
    pub fn problems(&self) -> &[BuildProblem] {
        &self.problems
    }
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the configuration of `auth` does not work:")?;
        for problem in &self.problems {
            write!(f, "\n  - {problem} [{}]", problem.code())?;
        }
        write!(f, "\neach code in brackets is explained at {ERRORS}")
    }
}

impl std::error::Error for BuildError {}

crate::contract::readable::debug_by_message!(BuildError);

/// The error in the argument of `.url(…)`.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct InvalidUrl(pub(super) VariableFault);

crate::contract::readable::debug_by_message!(InvalidUrl);

impl BuildProblem {
    /// Returns `true` if the problem is a provider that was not added.
    pub(super) fn lacks_provider(&self) -> bool {
        match self {
            #[cfg(feature = "oauth")]
            Self::Provider { .. } => true,
            _ => false,
        }
    }
}

/// A problem of a configuration. Its message names the fix.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BuildProblem {
    /// No secret is configured.
    #[error(
        "there is no secret: set AUTH_SECRET (`openssl rand -base64 33` makes one), or call `.secret(…)`"
    )]
    MissingSecret,
    /// A secret is so short that it can be guessed, and the application is not on this machine alone.
    #[error(
        "a secret has {length} bytes, and needs at least 32: anyone who has a cookie can test guesses without asking \
         this server. `openssl rand -base64 33` makes a good secret for AUTH_SECRET or `.secret(…)`; every secret of \
         a rotation needs this length"
    )]
    WeakSecret {
        /// The length of the shortest secret, in bytes.
        length: usize,
    },
    /// The public URL of the application is unknown, and no header is trusted to name it.
    #[error(
        "the public URL is unknown: set AUTH_URL or call `.url(\"https://…\")`; behind a proxy that sets the Host \
         header, set AUTH_TRUST_HOST=true or call `.trust_hosts(…)`"
    )]
    MissingOrigin,
    /// No provider is configured, so no user can sign in.
    #[error(
        "there is no provider, so no user can sign in: add one, for example with `.credentials::<…>()`; if users sign in at \
         another server that shares the secret, call `.sign_in_elsewhere()`"
    )]
    NoProvider,
    /// Two providers have the same ID.
    #[error(
        "two providers have the ID `{0}`: give one of them another ID, for example with `.credentials_as::<…>(\"id\", \"Name\")`"
    )]
    DuplicateProvider(String),
    /// The ID of a provider cannot be part of a URL.
    #[error("the provider ID `{0}` cannot be part of a URL: use ASCII letters, digits, `-`, `_` and `.`")]
    InvalidProviderId(String),
    /// A callback of which an application has one was registered twice.
    #[error(
        "`.{0}::<…>()` is called twice, and an application has one callback of this kind: keep one of the two calls"
    )]
    RegisteredTwice(&'static str),
    /// The state was set after a provider was added.
    #[error("`.state(…)` is called after a provider that needs the state: call it first")]
    LateState,
    /// The type of the users was set after a provider was added.
    #[error(
        "`.users::<…>()` is called after a provider that needs the type of the users: call it before providers"
    )]
    LateUsers,
    /// Tokens are to be revocable, and there is no database that could record a revocation.
    #[error(
        "`.revocable_tokens(…)` needs a database to record which users were signed out: add `.adapter(…)`"
    )]
    RevocableWithoutAdapter,
    /// The tokens of sessions are to be hashed in the database, and sessions are not in it.
    #[error(
        "`.hash_session_tokens()` is for sessions in a database: call `.database_sessions(…)`, or leave it out"
    )]
    HashesWithoutDatabaseSessions,
    /// API keys are turned on, and there is no database to keep them.
    #[error("`.api_keys::<…>()` needs a database to keep the keys: add `.adapter(…)`")]
    ApiKeysWithoutAdapter,
    /// API keys are turned on, and the adapter does not keep them.
    #[error(
        "the adapter keeps no API keys: use another adapter, implement the methods for API keys of `Adapter` and let \
         `keeps` return true for `Kind::ApiKey`, or remove `.api_keys::<…>()`"
    )]
    ApiKeysNotKept,
    /// The account page is turned on, and there is no database.
    #[error(
        "the account page needs a database for users: call `.adapter(…)` or `.database_sessions(…)`, or remove \
         `.account_page()`"
    )]
    AccountPageWithoutAdapter,
    /// The account page is turned on, and the adapter does not keep the names of passkeys.
    #[error(
        "the adapter keeps no names of passkeys: use another adapter, implement `passkey_details_of`, `note_passkey` and \
         `remove_way_in` of `Adapter` and let `keeps` return true for `Kind::PasskeyDetails`, or remove `.account_page()`"
    )]
    AccountPageNotKept,
    /// Two kinds of API keys have the same prefix.
    #[error(
        "the API keys of `{}` and `{}` both begin with `{prefix}`, so a key could be of either kind: give one of them \
         another prefix, by `#[auth::api_key(prefix = \"…\")]`", kinds[0], kinds[1]
    )]
    SamePrefix {
        /// The prefix.
        prefix: &'static str,
        /// The names of the structs.
        kinds: [&'static str; 2],
    },
    /// Users have columns of the application, and there is no database with a table of users.
    #[error("`.users::<…>()` needs a database for the users: add `.adapter(…)`")]
    UsersWithoutAdapter,
    /// The adapter does not read a column of the application's users.
    #[error(
        "the adapter does not read the column `{0}` of the application's users: declare it with \
         `.user_columns([UserColumn::new(\"{0}\", ColumnType::…)?])`"
    )]
    UnknownUserColumn(&'static str),
    /// Sessions would end at once.
    #[error("sessions would end at once: set `.session_max_age(…)` to at least one second")]
    NoMaxAge,
    /// Sessions would end at once.
    #[error("sessions would end at once: set `.session_lifetime(…)` to at least one second")]
    NoLifetime,
    /// Sessions would end before they are extended.
    #[error(
        "sessions would end before they are extended: set `.session_update_age(…)` to less than `.session_max_age(…)`"
    )]
    LateUpdateAge,
    /// A browser or this library would reject a cookie.
    #[error(transparent)]
    Cookie(#[from] InvalidCookie),
    /// An identity provider cannot work as it is configured.
    #[cfg(feature = "oauth")]
    #[error("the provider `{id}` cannot work: {fault}")]
    Provider {
        /// The provider's ID.
        id: String,
        /// The error of its configuration.
        fault: crate::provider::oauth::ProviderConfigError,
    },
    /// Magic links need a database, and there is none.
    #[cfg(feature = "email")]
    #[error(
        "the provider `{0}` needs a database to keep its links until they are used: call `.adapter(…)` or \
         `.database_sessions(…)`"
    )]
    EmailWithoutAdapter(String),
    /// Magic links would expire at once.
    #[cfg(feature = "email")]
    #[error("the links of the provider `{0}` would expire at once: set `.max_age(…)` to at least one second")]
    NoLinkAge(String),
    /// Mails about accounts have no sender.
    #[cfg(feature = "email")]
    #[error(
        "`.account_mails(…)` needs a sender: add `.email(Email::from_env()?)`, or name one with which no user can sign in, by \
         `.account_mails(AccountMails::sent_by(Email::from_env()?))`"
    )]
    AccountMailsWithoutSender,
    /// Mails about accounts need a database, and there is none.
    #[cfg(feature = "email")]
    #[error(
        "`.account_mails(…)` needs a database to keep its links until they are used: call `.adapter(…)` or \
         `.database_sessions(…)`"
    )]
    AccountMailsWithoutAdapter,
    /// Links about accounts would expire at once.
    #[cfg(feature = "email")]
    #[error(
        "the links of `.account_mails(…)` would expire at once: set `.max_age(…)` to at least one second"
    )]
    NoAccountLinkAge,
    /// Codes by telephone need a database, and there is none.
    #[cfg(feature = "sms")]
    #[error(
        "the provider `{0}` needs a database for phone numbers and codes: call `.adapter(…)` or `.database_sessions(…)`"
    )]
    SmsWithoutAdapter(String),
    /// A prefix of phone numbers is not one.
    #[cfg(feature = "sms")]
    #[error(
        "no phone number begins with a prefix of the provider `{0}`: write `+` and digits, as in `.prefixes([\"+44\"])`"
    )]
    SmsPrefix(String),
    /// A sign-up proves the address by a mail, and mails about accounts are not turned on.
    #[cfg(feature = "email")]
    #[error(
        "`.sign_up::<…>()` mails a link to the address of a new user: add `.account_mails(AccountMails::new())`, with a \
         sender such as `.email(Email::from_env()?)`"
    )]
    SignUpWithoutMails,
    /// A sign-up creates users in a database, and there is none.
    #[cfg(feature = "email")]
    #[error(
        "`.sign_up::<…>()` needs a database for the new users: call `.adapter(…)` or `.database_sessions(…)`"
    )]
    SignUpWithoutAdapter,
    /// The form of the sign-up has a password, and passwords are not turned on.
    #[cfg(feature = "email")]
    #[error(
        "the field `{0}` of the form of `.sign_up::<…>()` is a `Password`, which is stored for the new user: add \
         `.passwords(Passwords::new())`, or remove the field"
    )]
    SignUpWithoutPasswords(String),
    /// A passkey provider cannot work as it is configured.
    #[cfg(feature = "passkey")]
    #[error("the provider `{id}` cannot work: {fault}")]
    Passkey {
        /// The provider's ID.
        id: String,
        /// The error of its configuration.
        fault: crate::provider::webauthn::PasskeyConfigError,
    },
    /// Passwords need a database, and there is none.
    #[cfg(feature = "password")]
    #[error("`.passwords(…)` needs a database for the hashes: call `.adapter(…)` or `.database_sessions(…)`")]
    PasswordsWithoutAdapter,
    /// The adapter keeps no passwords.
    #[cfg(feature = "password")]
    #[error(
        "`.passwords(…)` needs an adapter that keeps passwords, and this one does not: use one of the built-in adapters, or \
         implement `Adapter::keeps` for `Kind::Passwords` with the methods that it names"
    )]
    PasswordsNotKept,
    /// Hashes of another program are to be checked, and passwords are not turned on.
    #[cfg(feature = "password")]
    #[error("`.legacy_password::<…>()` needs `.passwords(Passwords::new())`, which keeps the hashes")]
    LegacyWithoutPasswords,
    /// Passwords could be too short.
    #[cfg(feature = "password")]
    #[error(
        "`.min_length({0})` of `Passwords` is too short: a password has at least 8 characters next to a second factor, and \
         15 if it is the only proof"
    )]
    PasswordLength(usize),
    /// Argon2id does not have the cost.
    #[cfg(feature = "password")]
    #[error("`.argon2id(…)` of `Passwords` cannot work: {0}")]
    PasswordCost(String),
    /// Second factors need a database, and there is none.
    #[cfg(feature = "totp")]
    #[error(
        "`.totp(…)` needs a database for the second factors of users: call `.adapter(…)` or `.database_sessions(…)`"
    )]
    TotpWithoutAdapter,
    /// The adapter keeps no second factors.
    #[cfg(feature = "totp")]
    #[error(
        "`.totp(…)` needs an adapter that keeps second factors, and this one does not: use one of the built-in adapters, \
         or implement `Adapter::keeps` for `Kind::SecondFactor` with the methods that it names"
    )]
    TotpNotKept,
    /// A callback asks for second factors, and users cannot have any.
    #[cfg(feature = "totp")]
    #[error(
        "`.second_factor::<…>()` asks for second factors that no user can have: let users enrol an authenticator \
         application with `.totp(\"Acme\")`, or add passkeys with `.passkey(Passkey::new())`"
    )]
    NoSecondFactor,
    /// The issuer is empty or has a colon, so that authenticator applications cannot show it.
    #[cfg(feature = "totp")]
    #[error(
        "the issuer of `.totp({0:?})` cannot be shown by authenticator applications: write the name of the application \
         without a colon, as in `.totp(\"Acme\")`"
    )]
    TotpIssuer(String),
    /// A provider may end sessions, but the application's sessions can only end by themselves.
    #[error(
        "`.back_channel_logout()` of the provider `{0}` needs sessions that can be revoked: call `.database_sessions(…)`, \
         or `.adapter(…)` and `.revocable_tokens(…)`"
    )]
    LogoutWithoutRevocation(String),
    /// The argument of `.redirect_proxy_url(…)` is not a URL.
    #[cfg(feature = "oauth")]
    #[error("`.redirect_proxy_url(…)` is not a URL such as `https://app.example.com/auth`")]
    RedirectProxy,
    /// The default HTTP client for requests to providers cannot start.
    #[cfg(feature = "oauth")]
    #[error(
        "the HTTP client for providers cannot start: install the platform's root certificates, or call `.http_client(…)`: {0}"
    )]
    HttpClient(#[source] crate::contract::BoxError),
    /// The argument of `.url(…)` is not a URL.
    #[error("`.url(…)` is not a URL such as `https://app.example.com`: {0}")]
    Url(InvalidUrl),
    /// The argument of `.base_path(…)` or `.public_path(…)` is not a path.
    #[error("`.base_path(…)` or `.public_path(…)` is not a path such as `/auth`: {0}")]
    BasePath(#[from] InvalidBasePath),
    /// An environment variable has an invalid value.
    #[error(transparent)]
    Variable(#[from] InvalidVariable),
}

crate::contract::readable::debug_by_message!(BuildProblem);
