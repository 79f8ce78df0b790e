//! The options for the cookies of an application.

use crate::contract::IntoText;
use std::time::Duration;

use crate::contract::UnixTime;

/// The rule by which a browser sends a cookie with requests from other sites (RFC 6265bis section 5.6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// Never.
    Strict,
    /// Only if a link or a redirect leads to this site.
    Lax,
    /// Always. Requires `Secure`.
    None,
}

/// The order in which a browser evicts cookies when it has too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// Evicted first.
    Low,
    /// The default of browsers.
    Medium,
    /// Evicted last.
    High,
}

/// Changes to one cookie (`CookieOption` of Auth.js). Anything that is not set keeps its default.
///
/// The encoding of values is always `encodeURIComponent`, because both this library and Auth.js must be able
/// to read them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CookieOption {
    pub(super) name: Option<String>,
    pub(super) domain: Option<String>,
    pub(super) path: Option<String>,
    pub(super) same_site: Option<SameSite>,
    pub(super) secure: Option<bool>,
    pub(super) http_only: Option<bool>,
    pub(super) partitioned: Option<bool>,
    pub(super) priority: Option<Priority>,
    pub(super) max_age: Option<Duration>,
    pub(super) expires: Option<UnixTime>,
}

impl CookieOption {
    /// Builds an option without changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the whole name, including the prefix. Tokens are bound to the name of their cookie, so a new name
    /// ends all sessions. A name has at most 128 characters.
    ///
    /// A session cookie with the name `sid` has chunks with the names `sid.0`, `sid.1` and so on. No other cookie can
    /// have such a name.
    pub fn name(mut self, name: impl IntoText<String>) -> Self {
        self.name = Some(name.into_text());
        self
    }

    /// Sends the cookie to a domain and all its subdomains, instead of only to the host that sets it.
    ///
    /// Browsers keep a cookie for a domain alongside one for the host alone. The latter, left over from a time without
    /// the domain, is deleted whenever the former is written or deleted.
    pub fn domain(mut self, domain: impl IntoText<String>) -> Self {
        self.domain = Some(domain.into_text());
        self
    }

    /// Sends the cookie only for a path and the paths below it. The default is `/`.
    pub fn path(mut self, path: impl IntoText<String>) -> Self {
        self.path = Some(path.into_text());
        self
    }

    /// Sets the rule for requests from other sites. The default is `Lax`.
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.same_site = Some(same_site);
        self
    }

    /// Sends the cookie only over https if `true`. The default is `true` if the site itself uses https.
    pub fn secure(mut self, secure: bool) -> Self {
        self.secure = Some(secure);
        self
    }

    /// Hides the cookie from scripts if `true`, which is the default.
    pub fn http_only(mut self, http_only: bool) -> Self {
        self.http_only = Some(http_only);
        self
    }

    /// Keeps one cookie per embedding site if `true`. Requires `Secure`. The default is `false`.
    pub fn partitioned(mut self, partitioned: bool) -> Self {
        self.partitioned = Some(partitioned);
        self
    }

    /// Sets the priority with which a browser keeps the cookie when it has too many.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = Some(priority);
        self
    }

    /// Sets `Max-Age` in whole seconds. It replaces the cookie's own `Max-Age` and is sent alongside its
    /// `Expires`.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age);
        self
    }

    /// Sets `Expires` for cookies that have none of their own.
    pub fn expires(mut self, expires: UnixTime) -> Self {
        self.expires = Some(expires);
        self
    }
}

/// Changes to each of the cookies (`CookiesOptions` of Auth.js).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CookiesOptions {
    /// The session token: `authjs.session-token`.
    pub session_token: CookieOption,
    /// The URL to which sign-in and sign-out lead: `authjs.callback-url`.
    pub callback_url: CookieOption,
    /// The CSRF token: `authjs.csrf-token`.
    pub csrf_token: CookieOption,
    /// The code verifier of PKCE: `authjs.pkce.code_verifier`.
    pub pkce_code_verifier: CookieOption,
    /// The `state` of OAuth: `authjs.state`.
    pub state: CookieOption,
    /// The `nonce` of OpenID Connect: `authjs.nonce`.
    pub nonce: CookieOption,
    /// The challenge of a passkey ceremony: `authjs.challenge`.
    pub webauthn_challenge: CookieOption,
    /// The magic links that this browser has requested: `authjs.email-links`. Auth.js has no such cookie.
    pub email_links: CookieOption,
}
