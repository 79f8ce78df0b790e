//! `Auth::builder()`: collects the configuration and checks it as a whole. The result is a running application, or a
//! list of every problem.

mod account;
mod better_auth;
mod callbacks;
mod check;
mod code;
#[cfg(feature = "email")]
mod email;
mod error;
mod habits;
mod looks;
mod misspelt;
#[cfg(feature = "oauth")]
mod oauth;
mod observed;
mod options;
mod order;
#[cfg(feature = "passkey")]
mod passkey;
#[cfg(feature = "password")]
mod password;
mod programs;
mod session;
mod settings;
#[cfg(feature = "email")]
mod sign_up;
#[cfg(feature = "sms")]
mod sms;
#[cfg(feature = "totp")]
mod totp;

use std::{marker::PhantomData, time::Duration};

pub use self::{
    callbacks::AuthBuilder,
    error::{BuildError, BuildProblem},
};
use super::auth::Auth;
use crate::{
    adapter::{Adapter, AnyAdapter},
    check::{IntoRateLimit, RateLimit},
    config::{BasePath, ClientIpSource, OriginPolicy, PagesOptions, Theme, TrustedHosts, env::PublicUrl},
    contract::{
        AppState, Clock, ProviderId, Secret, Secrets, SystemClock, api_key::KeyKinds,
        callback::authorize::AuthorizeCallback,
    },
    cookie::CookiesOptions,
    flow::{session::DEFAULT_MAX_AGE, session_token::TokenFormat, store::Store, types::Callbacks},
    page::{Languages, Words},
    provider::{Provider, credentials::Credentials},
    random::{Random, SystemRandom},
};

/// The settings that have been collected so far.
struct Options {
    secrets: Option<Secrets>,
    base_path: Option<BasePath>,
    public_path: Option<BasePath>,
    origin: Option<OriginPolicy>,
    /// The path of `.url(…)`.
    url_path: Option<BasePath>,
    /// `true` if the argument of `.url(…)` is not a URL.
    url_is_invalid: bool,
    secure_cookies: Option<bool>,
    cookies: CookiesOptions,
    pages: PagesOptions,
    theme: Theme,
    languages: Languages,
    words: Option<Words>,
    max_age: Duration,
    lifetime: Option<Duration>,
    update_age: Option<Duration>,
    client_ip: ClientIpSource,
    body_limit: usize,
    body_timeout: Duration,
    sign_in_limit: Option<RateLimit>,
    account_limit: Option<RateLimit>,
    store: Option<Store>,
    store_timeout: Duration,
    revocable: Option<Duration>,
    may_lack_providers: bool,
    clock: Box<dyn Clock>,
    random: Box<dyn Random>,
    /// `None` for the environment of the process.
    variable: Option<Box<dyn Fn(&str) -> Option<String>>>,
    format: Option<TokenFormat>,
    #[cfg(feature = "email")]
    account_mails: Option<crate::provider::email::AccountMails>,
    #[cfg(feature = "totp")]
    totp_issuer: Option<String>,
    /// `true` if a callback decides about second factors.
    #[cfg_attr(not(any(feature = "password", feature = "totp")), allow(dead_code, reason = "nothing asks"))]
    asks_second_factor: bool,
    #[cfg(feature = "password")]
    passwords: Option<crate::provider::passwords::Passwords>,
    #[cfg(feature = "password")]
    legacy_password: Option<crate::provider::passwords::LegacyCheck>,
    api_keys: KeyKinds,
    key_owners_by_jwt: bool,
    new_passwords_end_keys: bool,
    bearer_sessions: bool,
    hash_session_tokens: bool,
    account_page: bool,
    #[cfg(feature = "oauth")]
    oauth: self::oauth::OAuthOptions,
}

/// The default of `body_limit`, in bytes: 64 KiB.
const BODY_LIMIT: usize = 1 << 16;

/// The default of `body_timeout`.
const BODY_TIMEOUT: Duration = Duration::from_secs(10);

/// The default of `store_timeout`.
const STORE_TIMEOUT: Duration = Duration::from_secs(5);

impl Auth<()> {
    /// Returns a builder, which collects the configuration of an application.
    #[doc(alias = "NextAuth")]
    pub fn builder() -> AuthBuilder<(), Callbacks> {
        AuthBuilder {
            state: (),
            providers: Vec::new(),
            options: Options::default(),
            problems: Vec::new(),
            delete_account: None,
            sign_up: None,
            callbacks: PhantomData,
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            secrets: None,
            base_path: None,
            public_path: None,
            origin: None,
            url_path: None,
            url_is_invalid: false,
            secure_cookies: None,
            cookies: CookiesOptions::default(),
            pages: PagesOptions::default(),
            theme: Theme::default(),
            languages: Languages::default(),
            words: None,
            max_age: DEFAULT_MAX_AGE,
            lifetime: None,
            update_age: None,
            client_ip: ClientIpSource::default(),
            body_limit: BODY_LIMIT,
            body_timeout: BODY_TIMEOUT,
            sign_in_limit: Some(RateLimit::NETWORK),
            account_limit: Some(RateLimit::ACCOUNT),
            store: None,
            store_timeout: STORE_TIMEOUT,
            revocable: None,
            may_lack_providers: false,
            clock: Box::new(SystemClock),
            random: Box::new(SystemRandom),
            variable: None,
            format: None,
            #[cfg(feature = "email")]
            account_mails: None,
            #[cfg(feature = "totp")]
            totp_issuer: None,
            asks_second_factor: false,
            #[cfg(feature = "password")]
            passwords: None,
            #[cfg(feature = "password")]
            legacy_password: None,
            api_keys: KeyKinds::default(),
            key_owners_by_jwt: false,
            new_passwords_end_keys: false,
            bearer_sessions: false,
            hash_session_tokens: false,
            account_page: false,
            #[cfg(feature = "oauth")]
            oauth: Default::default(),
        }
    }
}
