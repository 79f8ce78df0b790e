//! The options for the cookies of an application.

use std::time::Duration;

use crate::contract::{IntoText, UnixTime};

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
    pub(super) base_name: Option<String>,
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

    /// Sets the name without its prefix. With https, the prefix of the cookie goes before it: `__Secure-`, or `__Host-` for the
    /// CSRF token and with [`CookiesOptions::host_prefix`]. So one configuration serves `http://localhost` and the production
    /// site. It does not count if [`name`](Self::name) is set.
    pub fn base_name(mut self, name: impl Into<String>) -> Self {
        self.base_name = Some(name.into());
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
    /// `true` if with https every cookie has the prefix `__Host-` in place of `__Secure-`. The default is `false`, as in Auth.js.
    ///
    /// A browser takes a cookie of such a name only from this host itself. Otherwise another host of the domain, such as
    /// `blog.example.com` next to `www.example.com`, can set cookies for all of them: it cannot forge a session, but can sign
    /// its visitors in here as its own user. The cookies then belong to one host, so none can have a domain.
    ///
    /// The names change, so all users sign in once more. An Auth.js server that shares the sessions needs the name, too:
    /// `cookies: { sessionToken: { name: "__Host-authjs.session-token", options: { path: "/", secure: true, … } } }`.
    ///
    /// ```
    /// use auth::cookie::CookiesOptions;
    ///
    /// let cookies = CookiesOptions { host_prefix: true, ..CookiesOptions::default() };
    /// ```
    pub host_prefix: bool,
}

impl CookiesOptions {
    /// Returns the names that the cookies have in NextAuth 4, such as `next-auth.session-token`, with https
    /// `__Secure-next-auth.session-token`.
    ///
    /// Users whose sessions are rows of its database stay signed in. Its tokens have another encryption than those of Auth.js
    /// 5, and cannot be read.
    ///
    /// ```
    /// use auth::{adapter::MemoryAdapter, cookie::CookiesOptions, prelude::*};
    ///
    /// # fn main() -> auth::Result<()> {
    /// let auth: Auth = Auth::builder()
    ///     .secret("thirty-two random bytes, better from AUTH_SECRET")
    ///     .url("https://app.example.com")
    ///     .cookies(CookiesOptions::next_auth_4())
    ///     .database_sessions(MemoryAdapter::new())
    ///     .sign_in_elsewhere()
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn next_auth_4() -> Self {
        let named = |name: &str| CookieOption::new().base_name(format!("next-auth.{name}"));
        Self {
            session_token: named("session-token"),
            callback_url: named("callback-url"),
            csrf_token: named("csrf-token"),
            pkce_code_verifier: named("pkce.code_verifier"),
            state: named("state"),
            nonce: named("nonce"),
            webauthn_challenge: named("challenge"),
            email_links: named("email-links"),
            host_prefix: false,
        }
    }
}
