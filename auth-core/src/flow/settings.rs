//! The settings of a running application: the checked configuration, with all keys derived.

use std::time::Duration;

use http::{Extensions, HeaderMap};

use super::{epochs::Epochs, limits::Limits, session_token::SessionCodec, store::Store};
use crate::{
    check::csrf::Csrf,
    config::{ClientAddress, ClientIpSource, Origin, OriginPolicy, PagesOptions, RoutePaths},
    contract::{
        Clock,
        api_key::KeyKinds,
        callback::{arguments::RequestFacts, password_check::PasswordCheck},
    },
    cookie::names::CookieSet,
    jose::TokenKeys,
    page::{Languages, PageStyle},
    random::Random,
};

/// The settings of a running application.
pub(crate) struct Settings {
    pub(crate) paths: RoutePaths,
    pub(crate) origin: OriginPolicy,
    /// Forces the cookie names and attributes of https, or those of http. By default the scheme of the request's
    /// origin decides.
    pub(crate) secure_cookies: Option<bool>,
    pub(crate) http: Scheme,
    pub(crate) https: Scheme,
    pub(crate) csrf: Csrf,
    pub(crate) pages: PagesOptions,
    pub(crate) style: PageStyle,
    pub(crate) languages: Languages,
    /// The time for which a session lasts after its last use.
    pub(crate) max_age: Duration,
    /// The time for which a session lasts after its sign-in, even if it is used; `None` if its use always extends it.
    pub(crate) lifetime: Option<Duration>,
    /// The age at which a session in use is extended.
    pub(crate) update_age: Duration,
    pub(crate) client_ip: ClientIpSource,
    /// The longest request body, in bytes.
    pub(crate) body_limit: usize,
    /// The maximum time until the body of a request has arrived.
    pub(crate) body_timeout: Duration,
    /// The limits of sign-in attempts by network and by account.
    pub(crate) limits: Limits,
    /// The database; `None` if the application has none.
    pub(crate) store: Option<Store>,
    /// The epochs of users; `None` unless session tokens can be revoked.
    pub(crate) epochs: Option<std::sync::Arc<Epochs>>,
    /// The kinds of API keys that are accepted.
    pub(crate) api_keys: KeyKinds,
    /// `true` if the jwt callback makes the session of the owner of a key.
    pub(crate) key_owners_by_jwt: bool,
    /// `true` if a new password ends all API keys of its user.
    #[cfg_attr(not(feature = "password"), allow(dead_code, reason = "for passwords"))]
    pub(crate) new_passwords_end_keys: bool,
    /// `true` if the account page and its JSON routes are served.
    pub(crate) account_page: bool,
    /// `true` if sessions are accepted in the header `Authorization`.
    pub(crate) bearer_sessions: bool,
    pub(crate) clock: Box<dyn Clock>,
    pub(crate) random: Box<dyn Random>,
    /// The public keys of signed tokens; `None` if tokens are encrypted.
    #[cfg_attr(not(feature = "signed"), allow(dead_code, reason = "only signed tokens have public keys"))]
    pub(crate) jwks: Option<String>,
    /// The hasher for the tokens of magic links in the database.
    #[cfg(feature = "email")]
    pub(crate) links: crate::provider::email::LinkHasher,
    /// Mails about accounts; `None` if the application has not turned them on.
    #[cfg(feature = "email")]
    pub(crate) account_mails: Option<crate::provider::email::AccountMails>,
    /// The hash function for the tokens of links about accounts.
    #[cfg(feature = "email")]
    pub(crate) account_tokens: crate::provider::email::AccountTokens,
    /// The hash function for the codes in messages.
    #[cfg(feature = "sms")]
    pub(crate) sms_codes: crate::provider::sms::CodeHasher,
    #[cfg(feature = "oauth")]
    pub(crate) oauth: crate::provider::oauth::OAuthSettings,
    /// The second factor; `None` if no user can enrol one.
    #[cfg(feature = "totp")]
    pub(crate) totp: Option<TotpSettings>,
    /// `true` if a callback decides about second factors.
    #[cfg(feature = "totp")]
    pub(crate) asks_second_factor: bool,
    /// The passwords that the database keeps; `None` if they are not turned on.
    #[cfg(feature = "password")]
    pub(crate) passwords: Option<crate::provider::passwords::PasswordService>,
    /// The keys that seal challenges inside their cookie.
    #[cfg(feature = "passkey")]
    pub(crate) challenge_keys: TokenKeys,
}

/// The settings of authenticator applications.
#[cfg(feature = "totp")]
pub(crate) struct TotpSettings {
    /// The name of this application, as authenticator applications show it.
    pub(crate) issuer: String,
    pub(crate) keys: crate::check::factor_keys::FactorKeys,
    /// The keys that seal an authenticator application inside the form that confirms it.
    pub(crate) enrolment: TokenKeys,
}

/// The cookies and keys for one scheme. The names of cookies differ by scheme, and so do the keys derived from them.
pub(crate) struct Scheme {
    pub(crate) cookies: CookieSet,
    pub(crate) session: SessionCodec,
    /// The keys of the checks that a sign-in keeps in the browser.
    #[cfg(any(feature = "oauth", feature = "passkey"))]
    pub(crate) checks: crate::check::sealed::CheckKeys,
    /// The keys of a sign-in between its two factors.
    #[cfg(feature = "totp")]
    pub(crate) pending: TokenKeys,
    /// The keys of the sign-out hint; `None` if sign-out leads to no provider.
    pub(crate) sign_out_hint: Option<TokenKeys>,
    /// The keys of the cookie of a step-up.
    pub(crate) step_up: TokenKeys,
    /// The keys of what was typed into a form that has failed.
    pub(crate) typed: TokenKeys,
    /// The keys of the code that a browser has requested.
    #[cfg(any(feature = "email", feature = "sms"))]
    pub(crate) code: TokenKeys,
}

impl Settings {
    /// Returns `true` if users can change their e-mail address.
    pub(crate) fn changes_addresses(&self) -> bool {
        #[cfg(feature = "email")]
        return self.account_mails.is_some();
        #[cfg(not(feature = "email"))]
        false
    }

    /// Returns `true` if the core checks passwords.
    pub(crate) fn has_passwords(&self) -> bool {
        #[cfg(feature = "password")]
        return self.passwords.is_some();
        #[cfg(not(feature = "password"))]
        false
    }

    /// Returns `true` if users can enrol a second factor.
    pub(crate) fn has_totp(&self) -> bool {
        #[cfg(feature = "totp")]
        return self.totp.is_some();
        #[cfg(not(feature = "totp"))]
        false
    }

    /// Returns the facts about a request that callbacks can take.
    pub(crate) fn facts<'r>(&self, headers: &'r HeaderMap, extensions: &Extensions) -> RequestFacts<'r> {
        let client_ip = self.client_ip.address(headers, extensions).known();
        RequestFacts { headers: Some(headers), client_ip }
    }

    /// Returns the check of passwords that the database keeps, for callbacks.
    #[cfg(feature = "password")]
    pub(crate) fn password_check(&self) -> PasswordCheck<'_> {
        PasswordCheck::new(self.passwords.is_some().then_some(self as _))
    }

    /// Returns the check of passwords, of which there are none.
    #[cfg(not(feature = "password"))]
    pub(crate) fn password_check(&self) -> PasswordCheck<'_> {
        PasswordCheck::new(None)
    }

    /// Warns once of a client address that is unknown, or that a proxy hides.
    pub(crate) fn warn_of_unknown_address(&self, headers: Option<&HeaderMap>, address: ClientAddress) {
        let is_proxied = headers.is_some_and(|headers| {
            headers.contains_key(http::header::FORWARDED) || headers.contains_key("x-forwarded-for")
        });
        self.limits.warn_of_unknown(&self.client_ip, address, is_proxied);
    }

    /// Returns `true` if a sign-in may have to wait for a second factor.
    #[cfg(feature = "totp")]
    pub(crate) fn has_second_factors(&self) -> bool {
        self.totp.is_some() || self.asks_second_factor
    }

    /// Returns `false`: there are no second factors.
    #[cfg(not(feature = "totp"))]
    pub(crate) fn has_second_factors(&self) -> bool {
        false
    }

    /// Returns the cookies and keys for a request with that origin.
    pub(crate) fn scheme(&self, origin: &Origin) -> &Scheme {
        if self.secure_cookies.unwrap_or(origin.is_https()) { &self.https } else { &self.http }
    }
}
