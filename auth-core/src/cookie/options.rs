//! What an application may configure about its cookies.

use std::time::Duration;

use crate::contract::UnixTime;

/// When a browser sends a cookie along with requests that another site caused (RFC 6265bis section 5.6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SameSite {
    /// Never.
    Strict,
    /// Only when a link or a redirect leads to this site.
    Lax,
    /// Always. Demands `Secure`.
    None,
}

/// Which cookies a full browser forgets first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Priority {
    /// Forgotten first.
    Low,
    /// The default of browsers.
    Medium,
    /// Forgotten last.
    High,
}

/// Changes to one cookie (`CookieOption` of Auth.js). What is not set keeps its default.
///
/// The encoding of values is fixed (`encodeURIComponent`), for what is written here has to be read here and
/// by Auth.js.
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
    /// No changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole name, prefix included. Tokens are bound to the name of their cookie: changing it ends all
    /// sessions.
    ///
    /// Cookies whose names begin with the session cookie's are taken for parts of it and deleted with it, so
    /// it should be a name of its own, not the beginning of others.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sends the cookie to a domain and all its subdomains, instead of this very host.
    pub fn domain(mut self, domain: impl Into<String>) -> Self {
        self.domain = Some(domain.into());
        self
    }

    /// Sends the cookie below a path only; default `/`.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// When other sites' requests carry it; default `Lax`.
    pub fn same_site(mut self, same_site: SameSite) -> Self {
        self.same_site = Some(same_site);
        self
    }

    /// Whether it travels over https only; default: whether the site itself is https.
    pub fn secure(mut self, secure: bool) -> Self {
        self.secure = Some(secure);
        self
    }

    /// Whether scripts cannot read it; default `true`.
    pub fn http_only(mut self, http_only: bool) -> Self {
        self.http_only = Some(http_only);
        self
    }

    /// Keeps one cookie per embedding site. Demands `Secure`.
    pub fn partitioned(mut self, partitioned: bool) -> Self {
        self.partitioned = Some(partitioned);
        self
    }

    /// What a full browser forgets first.
    pub fn priority(mut self, priority: Priority) -> Self {
        self.priority = Some(priority);
        self
    }

    /// A `Max-Age` in whole seconds, sent in place of the cookie's own one, and beside its `Expires`.
    pub fn max_age(mut self, max_age: Duration) -> Self {
        self.max_age = Some(max_age);
        self
    }

    /// An `Expires` for cookies that have none of their own.
    pub fn expires(mut self, expires: UnixTime) -> Self {
        self.expires = Some(expires);
        self
    }
}

/// Changes to the cookies (`CookiesOptions` of Auth.js), one by one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CookiesOptions {
    /// The session: `authjs.session-token`.
    pub session_token: CookieOption,
    /// Where sign-in and sign-out lead: `authjs.callback-url`.
    pub callback_url: CookieOption,
    /// The anti-forgery token: `authjs.csrf-token`.
    pub csrf_token: CookieOption,
    /// PKCE: `authjs.pkce.code_verifier`.
    pub pkce_code_verifier: CookieOption,
    /// OAuth's state: `authjs.state`.
    pub state: CookieOption,
    /// OpenID Connect's nonce: `authjs.nonce`.
    pub nonce: CookieOption,
    /// The challenge of a passkey ceremony: `authjs.challenge`.
    pub webauthn_challenge: CookieOption,
    /// Which magic links this browser has asked for: `authjs.email-links`. Auth.js has no such cookie.
    pub email_links: CookieOption,
}
