//! The URLs of the application's own pages, to which parameters can be added.

use std::{fmt, str::FromStr};

use form_urlencoded::Serializer;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Pages of the application that replace built-in ones (`pages` of Auth.js).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PagesOptions {
    /// The sign-in page. It gets the parameter `callbackUrl`, and `error` after a failure.
    pub sign_in: Option<PageUrl>,
    /// The sign-out page.
    pub sign_out: Option<PageUrl>,
    /// The error page. It gets the parameter `error`.
    pub error: Option<PageUrl>,
    /// The page after a magic link has been sent. It gets the parameters `provider` and `type`.
    pub verify_request: Option<PageUrl>,
    /// The page after a user's first sign-in. It gets the parameter `callbackUrl`.
    pub new_user: Option<PageUrl>,
    /// The page on which a user proves the second factor of a sign-in. After a wrong code it gets the parameter `error`, with
    /// the value `WrongCode`. Auth.js has no such page.
    pub second_factor: Option<PageUrl>,
    /// The step-up page, on which the signed-in user proves more, or again. It gets the parameters `callbackUrl`,
    /// `acr_values` and perhaps `max_age` and `error`, which is `OtherUser`, `WrongCode`, or a value that the sign-in page may
    /// get. Its forms are those of a sign-in, with a further field `stepUp` that
    /// is not empty. Auth.js has no such page.
    pub step_up: Option<PageUrl>,
    /// The page on which the signed-in user enrols, replaces or removes an authenticator application. It gets the parameter
    /// `callbackUrl`, the URL to which the user goes afterwards, and perhaps `error`. Auth.js has no such page.
    pub totp: Option<PageUrl>,
}

impl PagesOptions {
    /// Builds options with the built-in pages only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Replaces the sign-in page.
    pub fn sign_in(mut self, url: PageUrl) -> Self {
        self.sign_in = Some(url);
        self
    }

    /// Replaces the sign-out page.
    pub fn sign_out(mut self, url: PageUrl) -> Self {
        self.sign_out = Some(url);
        self
    }

    /// Replaces the error page.
    pub fn error(mut self, url: PageUrl) -> Self {
        self.error = Some(url);
        self
    }

    /// Replaces the page after a magic link has been sent.
    pub fn verify_request(mut self, url: PageUrl) -> Self {
        self.verify_request = Some(url);
        self
    }

    /// Replaces the page on which a user proves the second factor of a sign-in. Its form posts the field `code`, with the
    /// CSRF token, to the action `second-factor`, or to a handler that calls `Auth::prove_second_factor`.
    pub fn second_factor(mut self, url: PageUrl) -> Self {
        self.second_factor = Some(url);
        self
    }

    /// Replaces the step-up page.
    pub fn step_up(mut self, url: PageUrl) -> Self {
        self.step_up = Some(url);
        self
    }

    /// Replaces the page on which the signed-in user enrols, replaces or removes an authenticator application. It and its
    /// forms belong to handlers of the application, which call `Auth::enrol_totp`, `Auth::confirm_totp` and so on.
    pub fn totp(mut self, url: PageUrl) -> Self {
        self.totp = Some(url);
        self
    }

    /// Sends users to this page after their first sign-in.
    pub fn new_user(mut self, url: PageUrl) -> Self {
        self.new_user = Some(url);
        self
    }
}

/// The URL of a page: a path on this site (`/login?x=1`), or an absolute URL with http or https.
///
/// It consists of visible ASCII characters, so it can be written into a header unchanged. Percent-encode all
/// other characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUrl(String);

/// The characters that are encoded in a query before it is written into a header.
const UNSAFE_IN_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

impl PageUrl {
    /// Returns the URL as configured.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns scheme, host and port of an absolute URL; `None` for a path.
    pub fn origin(&self) -> Option<&str> {
        web_origin(&self.0)
    }

    /// Adds parameters to the query, form-encoded, before the fragment.
    pub fn with_query(&self, parameters: &[(&str, &str)]) -> Self {
        self.with_raw_query(&Serializer::new(String::new()).extend_pairs(parameters).finish())
    }

    /// Adds the query of a request. It stays unchanged, except that characters that are not allowed in a
    /// header are encoded.
    pub fn with_raw_query(&self, query: &str) -> Self {
        if query.is_empty() {
            return self.clone();
        }
        let (page, fragment) = match self.0.find('#').and_then(|at| self.0.split_at_checked(at)) {
            Some(parts) => parts,
            None => (self.0.as_str(), ""),
        };
        let separator = match page.as_bytes() {
            [.., b'?' | b'&'] => "",
            bytes if bytes.contains(&b'?') => "&",
            _ => "?",
        };
        Self(format!("{page}{separator}{}{fragment}", utf8_percent_encode(query, UNSAFE_IN_QUERY)))
    }

    /// Returns the absolute URL for a page of `origin`, which has no trailing slash.
    pub fn resolve(&self, origin: &str) -> String {
        if self.0.starts_with('/') { format!("{origin}{}", self.0) } else { self.0.clone() }
    }
}

impl fmt::Display for PageUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PageUrl {
    type Err = PageUrlError;

    fn from_str(text: &str) -> Result<Self, PageUrlError> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(PageUrlError::Characters);
        }
        match text.as_bytes() {
            [b'/', b'/' | b'\\', ..] => Err(PageUrlError::NoScheme),
            [b'/', ..] => Ok(Self(text.to_owned())),
            _ if web_origin(text).is_some() => Ok(Self(text.to_owned())),
            _ => Err(PageUrlError::Kind),
        }
    }
}

/// The error for an invalid page URL.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageUrlError {
    /// The URL contains a space, a control character, or a character outside ASCII.
    #[error("a page URL must consist of visible ASCII characters; percent-encode all others")]
    Characters,
    /// The URL begins with `//` or `/\`, which browsers treat as another site.
    #[error("a page URL that begins with two slashes leaves the site; write the scheme, or one slash")]
    NoScheme,
    /// The URL is neither a path nor an http(s) URL with a plain host.
    #[error(
        "a page URL must be a path that begins with `/`, or must begin with `https://` or `http://` and a host"
    )]
    Kind,
}

crate::contract::readable::debug_by_message!(PageUrlError);

/// Returns the origin of an absolute http(s) URL, if it can be written into a header: without a user name,
/// with a host of letters, digits, `.`, `-` and `_` (or an IPv6 address in brackets), and with a port of
/// digits.
pub(crate) fn web_origin(url: &str) -> Option<&str> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let rest = url.get(scheme.len()..)?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let (host, port) = match authority.rsplit_once(':').filter(|_| !authority.ends_with(']')) {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let plain_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)),
    };
    let plain_port =
        port.is_none_or(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    (plain_host && plain_port).then(|| url.get(..scheme.len() + authority.len()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> PageUrl {
        text.parse().unwrap()
    }

    #[test]
    fn paths_and_web_urls_are_pages() {
        for text in [
            "/",
            "/login",
            "/a?b=c#d",
            "https://a.test",
            "http://a.test:8080/x",
            "HTTPS://a.test/",
            "http://[::1]:3000/x",
        ] {
            assert_eq!(page(text).as_str(), text);
        }
    }

    #[test]
    fn everything_else_is_rejected() {
        for (text, error) in [
            ("", PageUrlError::Kind),
            ("login", PageUrlError::Kind),
            ("javascript:alert(1)", PageUrlError::Kind),
            ("https://", PageUrlError::Kind),
            ("https:///x", PageUrlError::Kind),
            ("https://a;b/", PageUrlError::Kind),
            ("https://user@a.test/", PageUrlError::Kind),
            ("https://a.test:80x/", PageUrlError::Kind),
            ("https://a.test:/", PageUrlError::Kind),
            ("https://[evil]/", PageUrlError::Kind),
            ("//evil.test", PageUrlError::NoScheme),
            ("/\\evil.test", PageUrlError::NoScheme),
            ("/a b", PageUrlError::Characters),
            ("/a\r\nSet-Cookie: x", PageUrlError::Characters),
            ("/größe", PageUrlError::Characters),
        ] {
            assert_eq!(text.parse::<PageUrl>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn parameters_join_the_query_before_the_fragment() {
        let add = |text: &str| page(text).with_query(&[("error", "A&B"), ("to", "/x y")]).0;
        assert_eq!(add("/login"), "/login?error=A%26B&to=%2Fx+y");
        assert_eq!(add("/login?a=1"), "/login?a=1&error=A%26B&to=%2Fx+y");
        assert_eq!(add("/login?"), "/login?error=A%26B&to=%2Fx+y");
        assert_eq!(add("/login?a=1&"), "/login?a=1&error=A%26B&to=%2Fx+y");
        assert_eq!(add("/login#top?"), "/login?error=A%26B&to=%2Fx+y#top?");
        assert_eq!(add("https://a.test?a#b"), "https://a.test?a&error=A%26B&to=%2Fx+y#b");
        assert_eq!(page("/login?a#b").with_query(&[]).0, "/login?a#b");
    }

    #[test]
    fn encoding_is_that_of_url_search_params() {
        assert_eq!(page("/").with_query(&[("q", "~*-._é'")]).0, "/?q=%7E*-._%C3%A9%27");
    }

    #[test]
    fn a_raw_query_stays_except_for_characters_that_break_headers() {
        assert_eq!(
            page("/sent").with_raw_query("provider=email&type=a%20b").0,
            "/sent?provider=email&type=a%20b"
        );
        assert_eq!(page("/sent#x").with_raw_query("a=é\r\n#\"").0, "/sent?a=%C3%A9%0D%0A%23%22#x");
    }

    #[test]
    fn paths_are_resolved_against_the_origin() {
        assert_eq!(page("/login?x").resolve("https://a.test"), "https://a.test/login?x");
        assert_eq!(page("https://b.test/login").resolve("https://a.test"), "https://b.test/login");
    }

    #[test]
    fn the_origin_ends_before_path_query_and_fragment() {
        for (url, origin) in [
            ("https://a.test/x", Some("https://a.test")),
            ("https://a.test?x@y", Some("https://a.test")),
            ("http://a.test:80#x", Some("http://a.test:80")),
            ("http://[::1]/x", Some("http://[::1]")),
            ("http://[::1]:80/x", Some("http://[::1]:80")),
            ("/x", None),
            ("ftp://a.test", None),
            ("https://a.test'; script-src *", None),
            ("https://é.test", None),
            ("httpsé", None),
        ] {
            assert_eq!(web_origin(url), origin, "{url}");
        }
    }
}
