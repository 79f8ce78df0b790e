//! Turns options into settings: checks the configuration as a whole, and derives all keys.

use std::marker::PhantomData;

use super::{AuthBuilder, BuildError, BuildProblem, Options, account, check, misspelt, programs};
use crate::{
    check::{RateLimit, csrf::Csrf},
    config::{InvalidVariable, OriginPolicy, RoutePaths, TrustedHosts, env::Environment},
    contract::{AppState, Secrets},
    cookie::names::CookieSet,
    flow::{
        application::Engine,
        epochs::Epochs,
        limits::Limits,
        session::DEFAULT_UPDATE_AGE,
        session_token::TokenFormat,
        settings::{Scheme, Settings},
        types::AppTypes,
    },
    jose::TokenKeys,
    page::PageStyle,
    provider::Provider,
};

impl<S: AppState, C> AuthBuilder<S, C> {
    /// Builds the engine.
    ///
    /// # Errors
    /// Returns every problem of the configuration.
    pub(crate) fn engine<F: AppTypes<State = S>>(self) -> Result<Engine<F>, BuildError> {
        let Self { state, providers, options, mut problems, delete_account, sign_up, .. } = self;
        let is_reported = problems.iter().any(BuildProblem::lacks_provider);
        if providers.is_empty() && !options.may_lack_providers && !is_reported {
            problems.push(BuildProblem::NoProvider);
        }
        crate::cookie::budget::warn_if_large::<F::Token>();
        check::ids(&providers, &mut problems);
        check::columns::<S>(options.store.as_ref(), &mut problems);
        programs::check(&options.api_keys, options.store.as_ref(), &mut problems);
        account::check(&options, &mut problems);
        let revocable =
            options.store.as_ref().is_some_and(|store| store.keeps_sessions || options.revocable.is_some());
        check::logout(&providers, revocable, &mut problems);
        #[cfg(feature = "email")]
        super::email::check(&providers, options.store.is_some(), &mut problems);
        #[cfg(feature = "email")]
        super::email::check_account_mails(&options, &providers, &mut problems);
        #[cfg(feature = "email")]
        super::sign_up::check(sign_up.as_ref(), &options, &mut problems);
        #[cfg(feature = "passkey")]
        super::passkey::check(&providers, options.store.is_some(), &mut problems);
        #[cfg(feature = "sms")]
        super::sms::check(&providers, options.store.is_some(), &mut problems);
        #[cfg(feature = "password")]
        super::password::check(&options, &mut problems);
        #[cfg(feature = "totp")]
        super::totp::check(&options, super::totp::has_passkeys(&providers), &mut problems);
        match options.settings(&providers, &mut problems) {
            Some(settings) if problems.is_empty() => {
                settings.limits.log(settings.store.as_ref());
                Ok(Engine { settings, state, providers, delete_account, sign_up, types: PhantomData })
            }
            _ => Err(BuildError::new(problems)),
        }
    }
}

impl Options {
    /// Returns `true` if a method of the builder has set what a variable of the environment would set.
    fn sets(&self, variable: &str) -> bool {
        match variable {
            "AUTH_URL" | "AUTH_TRUST_HOST" => self.origin.is_some() || self.url_is_invalid,
            _ => variable.starts_with("AUTH_SECRET") && self.secrets.is_some(),
        }
    }

    /// Returns the settings, if they can be made. Adds problems to the list.
    fn settings<S>(self, providers: &[Provider<S>], problems: &mut Vec<BuildProblem>) -> Option<Settings> {
        let mut environment = match &self.variable {
            Some(variable) => Environment::read(variable),
            None => {
                misspelt::warn(&|known| self.sets(known));
                Environment::read(|name: &str| std::env::var(name).ok())
            }
        };
        // A URL that is wrong is one problem, although the origin is unknown then.
        if self.url_is_invalid {
            environment.problems.retain(|problem| !problem.concerns_origin());
        }
        let is_reported =
            self.url_is_invalid || environment.problems.iter().any(InvalidVariable::concerns_origin);
        problems.extend(environment.problems.drain(..).map(BuildProblem::from));
        let origin = self.origin.clone().or_else(|| origin_of(&environment));
        let in_database = self.store.as_ref().is_some_and(|store| store.keeps_sessions);
        check::ages((self.max_age, self.lifetime), self.update_age.filter(|_| !in_database), problems);
        let cookies = self.cookie_sets(origin.as_ref(), problems);
        let secrets = self.secrets.clone().or_else(|| environment.secrets.clone());
        if self.revocable.is_some() && self.store.is_none() {
            problems.push(BuildProblem::RevocableWithoutAdapter);
        }
        if self.hash_session_tokens && !in_database {
            problems.push(BuildProblem::HashesWithoutDatabaseSessions);
        }
        if origin.is_none() && !is_reported {
            problems.push(BuildProblem::MissingOrigin);
        }
        if secrets.is_none() {
            problems.push(BuildProblem::MissingSecret);
        }
        if let Some(secrets) = secrets.as_ref().filter(|_| origin.is_some() || !is_reported) {
            check::secrets(secrets, origin.as_ref(), problems);
        }
        let (Some(origin), Some(secrets)) = (origin, secrets) else {
            #[cfg(feature = "oauth")]
            self.oauth.check_client(providers, problems);
            return None;
        };
        let paths = self.paths(&environment);
        #[cfg(feature = "email")]
        super::email::warn_of_hosts(&origin, providers);
        #[cfg(feature = "oauth")]
        let oauth = self.oauth.settings(providers, (&secrets, &environment), problems);
        let (http, https) = cookies?;
        let format = self.format.unwrap_or_else(|| TokenFormat::Encrypted(secrets.clone()));
        let scheme = |cookies| scheme(cookies, &format, providers, &secrets);
        Some(Settings {
            paths,
            origin,
            secure_cookies: self.secure_cookies,
            http: scheme(http),
            https: scheme(https),
            csrf: Csrf::new(&secrets),
            pages: self.pages,
            languages: match self.words {
                Some(words) => self.languages.fallback(words),
                None => self.languages,
            },
            style: PageStyle::new(self.theme, providers.iter().filter_map(Provider::brand_color)),
            max_age: self.max_age,
            lifetime: self.lifetime,
            update_age: self.update_age.unwrap_or(DEFAULT_UPDATE_AGE.min(self.max_age / 2)),
            client_ip: self.client_ip,
            body_limit: self.body_limit,
            body_timeout: self.body_timeout,
            limits: Limits::new(
                self.sign_in_limit.map(RateLimit::fixed),
                self.account_limit.map(RateLimit::growing),
                self.account_limit.is_some() || providers.iter().any(Provider::limits_accounts),
                &secrets,
            ),
            store: (self.store)
                .map(|store| store.with_timeout(self.store_timeout).with_hashes(self.hash_session_tokens)),
            epochs: self.revocable.map(|trust| std::sync::Arc::new(Epochs::new(trust))),
            api_keys: self.api_keys,
            key_owners_by_jwt: self.key_owners_by_jwt,
            new_passwords_end_keys: self.new_passwords_end_keys,
            bearer_sessions: self.bearer_sessions,
            account_page: self.account_page,
            clock: self.clock,
            random: self.random,
            jwks: format.jwks(),
            #[cfg(feature = "email")]
            links: crate::provider::email::LinkHasher::new(&secrets),
            #[cfg(feature = "email")]
            account_mails: self.account_mails,
            #[cfg(feature = "email")]
            account_tokens: crate::provider::email::AccountTokens::new(&secrets),
            #[cfg(feature = "sms")]
            sms_codes: crate::provider::sms::CodeHasher::new(&secrets),
            #[cfg(feature = "oauth")]
            oauth,
            #[cfg(feature = "totp")]
            totp: self.totp_issuer.map(|issuer| super::totp::settings(&issuer, &secrets)),
            #[cfg(feature = "totp")]
            asks_second_factor: self.asks_second_factor,
            #[cfg(feature = "password")]
            passwords: super::password::service(
                self.passwords,
                self.legacy_password,
                self.asks_second_factor,
            ),
            #[cfg(feature = "passkey")]
            challenge_keys: TokenKeys::derive(&secrets, crate::provider::webauthn::SALT),
        })
    }

    /// Returns the paths of the routes. Logs a path of browsers that is not the one at which requests arrive.
    fn paths(&self, environment: &Environment) -> RoutePaths {
        let variable = environment.url.as_ref().map(|url| url.path.clone());
        let variable = variable.filter(|path| !path.as_str().is_empty());
        let Some(here) = self.base_path.clone() else {
            let here = self.url_path.clone().or(variable).unwrap_or_default();
            return RoutePaths::new(here, self.public_path.clone(), None);
        };
        // The variable is not the URL of the application if the configuration names another origin.
        let url = self.url_path.clone().or(variable.filter(|_| self.origin.is_none()));
        if let Some(url) = url.as_ref().filter(|url| **url != here && self.public_path.is_none()) {
            tracing::warn!(
                target: "auth",
                help = "two_base_paths",
                "browsers find the actions at `{url}`, the path of AUTH_URL or `.url(…)`, and requests arrive at \
                 `{here}`, as `.base_path(…)` says; if no proxy changes the path, remove one of the two; if one does, \
                 `.public_path(\"{url}\")` confirms it, and this line is gone"
            );
        }
        RoutePaths::new(here, self.public_path.clone(), url)
    }

    /// Returns the cookies for http and for https. They are the same if the scheme is known.
    fn cookie_sets(
        &self,
        origin: Option<&OriginPolicy>,
        problems: &mut Vec<BuildProblem>,
    ) -> Option<(CookieSet, CookieSet)> {
        let mut cookies = |secure| {
            CookieSet::resolve(&self.cookies, secure)
                .map_err(|invalid| problems.extend(invalid.into_iter().map(BuildProblem::from)))
                .ok()
        };
        let only = self.secure_cookies.or(match origin {
            Some(OriginPolicy::Fixed(origin)) => Some(origin.is_https()),
            _ => None,
        });
        match only {
            Some(secure) => cookies(secure).map(|set| (set.clone(), set)),
            None => {
                let (http, https) = (cookies(false), cookies(true));
                http.zip(https)
            }
        }
    }
}

/// Returns the cookies and keys for one scheme.
fn scheme<S>(
    cookies: CookieSet,
    format: &TokenFormat,
    providers: &[Provider<S>],
    secrets: &Secrets,
) -> Scheme {
    let hint = || TokenKeys::derive(secrets, cookies.sign_out_hint.name());
    Scheme {
        session: format.codec(cookies.session_token.name()),
        #[cfg(any(feature = "oauth", feature = "passkey"))]
        checks: crate::check::sealed::CheckKeys::derive(secrets, &cookies),
        #[cfg(feature = "totp")]
        pending: TokenKeys::derive(secrets, cookies.pending.name()),
        step_up: TokenKeys::derive(secrets, cookies.step_up.name()),
        typed: TokenKeys::derive(secrets, cookies.typed.name()),
        #[cfg(any(feature = "email", feature = "sms"))]
        code: TokenKeys::derive(secrets, cookies.code.name()),
        sign_out_hint: providers.iter().any(Provider::signs_out).then(hint),
        cookies,
    }
}

/// Returns the source of the origin that the environment configures: `AUTH_URL`, or with `AUTH_TRUST_HOST` the request.
fn origin_of(environment: &Environment) -> Option<OriginPolicy> {
    match &environment.url {
        Some(url) => Some(OriginPolicy::Fixed(url.origin.clone())),
        None => environment.trust_host.then(|| OriginPolicy::Forwarded { hosts: TrustedHosts::any() }),
    }
}
