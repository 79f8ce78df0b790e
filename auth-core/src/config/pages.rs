//! Where the application's own pages are, and how parameters are added to their URLs.

use std::{fmt, str::FromStr};

use form_urlencoded::Serializer;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Pages of the application that stand in for built-in ones (`pages` of Auth.js).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PagesOptions {
    /// Shown instead of the sign-in page; gets `callbackUrl`, and `error` after a failure.
    pub sign_in: Option<PageUrl>,
    /// Shown instead of the sign-out page.
    pub sign_out: Option<PageUrl>,
    /// Shown instead of the error page; gets `error`.
    pub error: Option<PageUrl>,
    /// Shown after a magic link was sent; gets `provider` and `type`.
    pub verify_request: Option<PageUrl>,
    /// Where somebody is sent who signed in for the first time; gets `callbackUrl`.
    pub new_user: Option<PageUrl>,
}

impl PagesOptions {
    /// The built-in pages only.
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

    /// Replaces the page that asks to look into the mailbox.
    pub fn verify_request(mut self, url: PageUrl) -> Self {
        self.verify_request = Some(url);
        self
    }

    /// Sends people here who signed in for the first time.
    pub fn new_user(mut self, url: PageUrl) -> Self {
        self.new_user = Some(url);
        self
    }
}

/// The URL of a page: a path of this site (`/login?x=1`), or absolute with http or https.
///
/// It consists of visible ASCII, so it fits a header as it is; whoever writes it percent-encodes the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageUrl(String);

/// What must not stand in a query that is put into a header.
const UNSAFE_IN_QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>');

impl PageUrl {
    /// The URL as configured.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme, host and port of an absolute URL; `None` for a path.
    pub fn origin(&self) -> Option<&str> {
        web_origin(&self.0)
    }

    /// The URL with its query extended by these parameters, form-encoded, before a fragment.
    pub fn with_query(&self, parameters: &[(&str, &str)]) -> Self {
        self.with_raw_query(&Serializer::new(String::new()).extend_pairs(parameters).finish())
    }

    /// Like [`with_query`](Self::with_query) for the query text of a request, taken as it is save for what
    /// cannot stand in a header.
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

    /// The absolute URL, seen from a page of `origin` (without a slash at its end).
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

/// Why a text is not the URL of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageUrlError {
    /// A space, a control character, or something outside ASCII.
    #[error("a page's URL holds visible ASCII only; percent-encode the rest")]
    Characters,
    /// `//host` or `/\host`, which browsers take for another site.
    #[error("a page's URL that begins with two slashes leaves the site; write the scheme, or one slash")]
    NoScheme,
    /// Neither a path nor http(s), or http(s) without a plain host.
    #[error("a page's URL is a path that begins with `/`, or begins with `https://` or `http://` and a host")]
    Kind,
}

/// The origin an absolute http(s) URL begins with, as far as it can stand in a header: no user name, a host
/// of letters, digits, `.`, `-` and `_` (or an IPv6 address in brackets), and a port of digits.
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
    fn everything_else_is_refused() {
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
    fn a_raw_query_stays_except_for_what_breaks_headers() {
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
