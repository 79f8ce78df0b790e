//! The cookies of an application, with checked names, prefixes and attributes.

use std::{sync::Arc, time::Duration};

use super::{
    fault::{CookieConfigError, InvalidCookie, MAX_NAME},
    options::{CookieOption, CookiesOptions, Priority, SameSite},
    part::is_own,
};
use crate::contract::UnixTime;

/// The attributes with which a cookie is always written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) domain: Option<String>,
    pub(super) path: String,
    pub(super) same_site: SameSite,
    pub(super) secure: bool,
    pub(super) http_only: bool,
    pub(super) partitioned: bool,
    pub(super) priority: Option<Priority>,
    pub(super) max_age: Option<Duration>,
    pub(super) expires: Option<UnixTime>,
    /// The attributes of every response, as the header has them. [`written`](Self::written) sets it.
    pub(super) text: String,
}

impl Attributes {
    /// Writes the attributes that are the same in every response.
    fn written(mut self) -> Self {
        let same_site = match self.same_site {
            SameSite::Strict => "; SameSite=Strict",
            SameSite::Lax => "; SameSite=Lax",
            SameSite::None => "; SameSite=None",
        };
        let flag = |is_set, text| if is_set { text } else { "" };
        self.text.clear();
        self.text.push_str(flag(self.http_only, "; HttpOnly"));
        self.text.push_str(same_site);
        // Browsers reject a partitioned cookie that is not secure.
        self.text.push_str(flag(self.partitioned, "; Partitioned"));
        self.text.push_str(flag(self.secure || self.partitioned, "; Secure"));
        self.text.push_str("; Path=");
        self.text.push_str(&self.path);
        if let Some(domain) = &self.domain {
            self.text.push_str("; Domain=");
            self.text.push_str(domain.strip_prefix('.').unwrap_or(domain));
        }
        self
    }

    /// Returns the same attributes for this host only.
    pub(super) fn host_only(&self) -> Self {
        Self { domain: None, ..self.clone() }.written()
    }
}

/// A cookie with its checked name and attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CookieSpec {
    name: Arc<str>,
    attributes: Arc<Attributes>,
}

impl CookieSpec {
    /// Returns the name with its prefix. It is also the salt for the sealed value.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn shared_name(&self) -> Arc<str> {
        Arc::clone(&self.name)
    }

    pub(super) fn attributes(&self) -> &Arc<Attributes> {
        &self.attributes
    }

    /// Returns the same cookie with `SameSite=None; Secure`, for providers that respond with a cross-site
    /// POST (`form_post`).
    pub(crate) fn cross_site(&self) -> Self {
        let attributes =
            Attributes { same_site: SameSite::None, secure: true, ..self.attributes.as_ref().clone() };
        Self { name: self.name.clone(), attributes: Arc::new(attributes.written()) }
    }
}

/// The seven cookies of the protocol, and the eight that Auth.js does not have. Of these, all but `email_links` have the
/// attributes of the session cookie.
#[derive(Clone, Debug)]
pub(crate) struct CookieSet {
    pub(crate) session_token: CookieSpec,
    pub(crate) callback_url: CookieSpec,
    pub(crate) csrf_token: CookieSpec,
    pub(crate) pkce_code_verifier: CookieSpec,
    pub(crate) state: CookieSpec,
    pub(crate) nonce: CookieSpec,
    pub(crate) webauthn_challenge: CookieSpec,
    /// The provider and the ID token for a sign-out at the provider.
    pub(crate) sign_out_hint: CookieSpec,
    pub(crate) email_links: CookieSpec,
    /// The marks of the accounts to which the browser has signed in.
    pub(crate) known_browser: CookieSpec,
    /// A sign-in between its two factors.
    #[cfg_attr(not(feature = "totp"), allow(dead_code, reason = "for second factors"))]
    pub(crate) pending: CookieSpec,
    /// The session of which a step-up was asked.
    pub(crate) step_up: CookieSpec,
    /// The provider of the last sign-in, for the sign-in page.
    pub(crate) last_way: CookieSpec,
    /// The input of a form that has failed.
    pub(crate) typed: CookieSpec,
    /// The code that the browser has requested.
    #[cfg_attr(not(any(feature = "email", feature = "sms")), allow(dead_code, reason = "for codes"))]
    pub(crate) code: CookieSpec,
}

impl CookieSet {
    /// Applies the application's changes to the defaults for http or https (`secure`).
    ///
    /// # Errors
    /// Returns all cookies that a browser would reject or that clash with others.
    pub(crate) fn resolve(options: &CookiesOptions, secure: bool) -> Result<Self, Vec<InvalidCookie>> {
        let prefixes = Prefixes::of(options, secure);
        let Prefixes { most: prefix, csrf_token: host_prefix } = prefixes;
        let spec = |option, prefix, name| merge(option, prefix, name, secure);
        let beside_session = |name| beside_session(&options.session_token, prefixes, secure, name);
        let set = Self {
            session_token: spec(&options.session_token, prefix, "authjs.session-token"),
            callback_url: spec(&options.callback_url, prefix, "authjs.callback-url"),
            csrf_token: spec(&options.csrf_token, host_prefix, "authjs.csrf-token"),
            pkce_code_verifier: spec(&options.pkce_code_verifier, prefix, "authjs.pkce.code_verifier"),
            state: spec(&options.state, prefix, "authjs.state"),
            nonce: spec(&options.nonce, prefix, "authjs.nonce"),
            webauthn_challenge: spec(&options.webauthn_challenge, prefix, "authjs.challenge"),
            sign_out_hint: beside_session("authjs.sign-out-hint"),
            known_browser: beside_session("authjs.known-browser"),
            pending: beside_session("authjs.pending"),
            step_up: beside_session("authjs.step-up"),
            last_way: beside_session("authjs.last-way"),
            typed: beside_session("authjs.typed"),
            code: beside_session("authjs.code"),
            email_links: spec(&options.email_links, prefix, "authjs.email-links"),
        };
        let faults = set.faults();
        if faults.is_empty() { Ok(set) } else { Err(faults) }
    }

    fn named(&self) -> [(&'static str, &CookieSpec); 8] {
        [
            ("session_token", &self.session_token),
            ("callback_url", &self.callback_url),
            ("csrf_token", &self.csrf_token),
            ("pkce_code_verifier", &self.pkce_code_verifier),
            ("state", &self.state),
            ("nonce", &self.nonce),
            ("webauthn_challenge", &self.webauthn_challenge),
            ("email_links", &self.email_links),
        ]
    }

    fn faults(&self) -> Vec<InvalidCookie> {
        let named = self.named();
        let mut faults = Vec::new();
        for (position, &(cookie, spec)) in named.iter().enumerate() {
            let earlier = named.iter().take(position).map(|(_, other)| other.name());
            let clash = self.clashes(earlier, spec).then_some(CookieConfigError::Clash);
            let fault = fault_of(spec).or(clash);
            faults.extend(fault.map(|fault| InvalidCookie { cookie, name: spec.name().to_owned(), fault }));
        }
        faults
    }

    /// Returns `true` if a name is already taken, or if its cookie would be read and deleted as a chunk of the session
    /// cookie.
    fn clashes<'a>(&'a self, mut earlier: impl Iterator<Item = &'a str>, spec: &CookieSpec) -> bool {
        let session = self.session_token.name();
        let belongs_to_session =
            |name| name == session && spec.name.strip_prefix(session).is_some_and(is_own);
        earlier.any(|name| name == spec.name() || belongs_to_session(name))
    }
}

/// The prefix of the names of cookies. Browsers take `__Secure-` over https only, and `__Host-` from this host only.
#[derive(Clone, Copy)]
struct Prefixes {
    csrf_token: &'static str,
    most: &'static str,
}

impl Prefixes {
    fn of(options: &CookiesOptions, secure: bool) -> Self {
        match (secure, options.host_prefix) {
            (false, _) => Self { csrf_token: "", most: "" },
            (true, false) => Self { csrf_token: "__Host-", most: "__Secure-" },
            (true, true) => Self { csrf_token: "__Host-", most: "__Host-" },
        }
    }
}

/// Applies the application's changes to the defaults.
fn merge(option: &CookieOption, prefix: &str, default_name: &str, secure: bool) -> CookieSpec {
    let attributes = Attributes {
        domain: option.domain.clone(),
        path: option.path.clone().unwrap_or_else(|| "/".to_owned()),
        same_site: option.same_site.unwrap_or(SameSite::Lax),
        secure: option.secure.unwrap_or(secure),
        http_only: option.http_only.unwrap_or(true),
        partitioned: option.partitioned.unwrap_or(false),
        priority: option.priority,
        max_age: option.max_age,
        expires: option.expires,
        text: String::new(),
    };
    let base_name = option.base_name.as_deref().unwrap_or(default_name);
    let name = option.name.clone().unwrap_or_else(|| format!("{prefix}{base_name}")).into();
    CookieSpec { name, attributes: Arc::new(attributes.written()) }
}

/// Builds a cookie with the attributes of the session cookie.
fn beside_session(session: &CookieOption, prefixes: Prefixes, secure: bool, name: &str) -> CookieSpec {
    let prefix = match session.secure {
        Some(false) => "",
        Some(true) if prefixes.most.is_empty() => "__Secure-",
        _ => prefixes.most,
    };
    let option = CookieOption { name: None, base_name: None, ..session.clone() };
    merge(&option, prefix, name, secure)
}

fn fault_of(spec: &CookieSpec) -> Option<CookieConfigError> {
    let CookieSpec { name, attributes } = spec;
    // Browsers ignore the case of prefixes.
    let prefixed =
        |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let host_only = attributes.secure && attributes.domain.is_none() && attributes.path == "/";
    let needs_secure = attributes.same_site == SameSite::None || attributes.partitioned;
    if name.is_empty() || !name.bytes().all(is_token) {
        Some(CookieConfigError::Name)
    } else if name.len() > MAX_NAME {
        Some(CookieConfigError::TooLong)
    } else if attributes.domain.as_deref().is_some_and(|domain| !is_domain(domain)) {
        Some(CookieConfigError::Domain)
    } else if !is_path(&attributes.path) {
        Some(CookieConfigError::Path)
    } else if prefixed("__Host-") && !host_only {
        Some(CookieConfigError::HostPrefix)
    } else if prefixed("__Secure-") && !attributes.secure {
        Some(CookieConfigError::SecurePrefix)
    } else if needs_secure && !attributes.secure {
        Some(CookieConfigError::Insecure)
    } else {
        None
    }
}

/// Returns `true` for a character of a token (RFC 9110 section 5.6.2). The name of a cookie is a token.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn is_domain(domain: &str) -> bool {
    let labels = domain.strip_prefix('.').unwrap_or(domain);
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    labels.split('.').all(is_label)
}

fn is_path(path: &str) -> bool {
    path.starts_with('/') && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';')
}

#[cfg(test)]
mod tests;
