//! Callback URLs: the final destinations of a browser after sign-in and sign-out.

use std::fmt;

use super::url::{self, Leads};
use crate::config::Origin;

/// The schemes whose URLs run in the page that opens them, or read files of the machine. No application
/// redirects to them on purpose.
const DANGEROUS: [&str; 6] = ["javascript:", "data:", "vbscript:", "blob:", "file:", "about:"];

/// The maximum length of a callback URL, in bytes. The browser keeps it in a cookie, and sends it with every request.
pub(crate) const MAX_LENGTH: usize = 2048;

/// An absolute URL of this site, or one that the application itself chose.
///
/// It is safe in a header and in a page: non-ASCII and control characters, spaces, double quotes, angle
/// brackets and backslashes are percent-encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallbackUrl(String);

impl CallbackUrl {
    /// Returns the origin itself, which takes the place of all URLs that are not allowed.
    pub(crate) fn home(origin: &Origin) -> Self {
        Self(origin.as_str().to_owned())
    }

    /// Applies the default redirect callback of Auth.js: paths and URLs of the origin are kept, and any other
    /// URL becomes the origin.
    ///
    /// # Errors
    /// Fails if the string is neither a path nor a URL.
    pub(crate) fn within(origin: &Origin, text: &str) -> Result<Self, InvalidCallbackUrl> {
        if text == origin.as_str() {
            return Ok(Self::home(origin));
        }
        match url::read(text, origin) {
            Leads::Path(path) | Leads::SameOrigin(path) => Ok(Self(format!("{origin}{path}"))),
            Leads::Foreign(_) | Leads::OtherScheme(_) => Ok(Self::home(origin)),
            Leads::Nowhere => Err(InvalidCallbackUrl),
        }
    }

    /// Checks the result of the application's own redirect callback. Any origin and the schemes of apps are
    /// allowed.
    ///
    /// # Errors
    /// Fails if the string is neither a path nor a URL, or has a dangerous scheme.
    pub(crate) fn chosen(origin: &Origin, text: &str) -> Result<Self, InvalidCallbackUrl> {
        match url::read(text, origin) {
            Leads::Path(path) | Leads::SameOrigin(path) => Ok(Self(format!("{origin}{path}"))),
            Leads::Foreign(url) => Ok(Self(url)),
            Leads::OtherScheme(url) if !is_dangerous(&url) => Ok(Self(url)),
            Leads::OtherScheme(_) | Leads::Nowhere => Err(InvalidCallbackUrl),
        }
    }

    /// Returns the string for `Location`, cookie and JSON.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CallbackUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns `true` if Auth.js accepts the callback URL of a query or cookie: an http(s) URL of any origin, or
/// a path that resolves to one. Longer ones than [`MAX_LENGTH`] are refused.
pub(crate) fn is_valid_http_url(text: &str, origin: &Origin) -> bool {
    if text.len() > MAX_LENGTH {
        return false;
    }
    if text == origin.as_str() {
        return true;
    }
    match url::read(text, origin) {
        Leads::Path(_) => url::is_resolvable(text),
        Leads::SameOrigin(_) | Leads::Foreign(_) => true,
        Leads::OtherScheme(_) | Leads::Nowhere => false,
    }
}

/// Returns `true` for a path of this site and for a URL of its origin.
pub(crate) fn is_on_this_site(text: &str, origin: &Origin) -> bool {
    text == origin.as_str() || matches!(url::read(text, origin), Leads::Path(_) | Leads::SameOrigin(_))
}

fn is_dangerous(url: &str) -> bool {
    let begins =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    DANGEROUS.iter().any(|scheme| begins(scheme))
}

/// The error for a callback URL that cannot be followed (`InvalidCallbackUrl` of Auth.js).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the callback URL is neither a path nor a URL that may be followed")]
pub(crate) struct InvalidCallbackUrl;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    fn origin() -> Origin {
        Origin::parse("http://a.test:3000").unwrap()
    }

    fn within(text: &str) -> Option<String> {
        CallbackUrl::within(&origin(), text).ok().map(|url| url.to_string())
    }

    fn chosen(text: &str) -> Option<String> {
        CallbackUrl::chosen(&origin(), text).ok().map(|url| url.to_string())
    }

    #[test]
    fn the_default_stays_on_this_site() {
        for (text, url) in [
            ("/welcome?x=1#frag", "http://a.test:3000/welcome?x=1#frag"),
            ("http://a.test:3000", "http://a.test:3000"),
            ("http://a.test:3000/welcome", "http://a.test:3000/welcome"),
            ("HTTP://A.TEST:3000/Deep", "http://a.test:3000/Deep"),
            ("//evil.test/x", "http://a.test:3000//evil.test/x"),
            ("///evil.test/x", "http://a.test:3000///evil.test/x"),
            ("/\\evil.test/x", "http://a.test:3000/%5Cevil.test/x"),
            ("/a b c", "http://a.test:3000/a%20b%20c"),
            ("/caf\u{e9}", "http://a.test:3000/caf%C3%A9"),
            ("/caf%C3%A9?q=%F0%9F%9A%80", "http://a.test:3000/caf%C3%A9?q=%F0%9F%9A%80"),
            ("/x\"y'z<b>", "http://a.test:3000/x%22y'z%3Cb%3E"),
            ("https://evil.test/x", "http://a.test:3000"),
            ("http://a.test:1/x", "http://a.test:3000"),
            ("https://a.test:3000/x", "http://a.test:3000"),
            ("http://a.test:3000@evil.test/x", "http://a.test:3000"),
            ("http://a.test:3000.evil.test/x", ""),
            ("javascript:alert(1)", "http://a.test:3000"),
            ("data:text/html,<script>alert(1)</script>", "http://a.test:3000"),
            ("welcome", ""),
            ("?x=1", ""),
        ] {
            assert_eq!(within(text).unwrap_or_default(), url, "{text:?}");
        }
    }

    #[test]
    fn an_application_may_redirect_elsewhere_but_not_to_a_script() {
        assert_eq!(chosen("/x").as_deref(), Some("http://a.test:3000/x"));
        assert_eq!(chosen("https://b.test/x").as_deref(), Some("https://b.test/x"));
        assert_eq!(chosen("https:b.test\r\nx").as_deref(), Some("https://b.testx"));
        assert_eq!(chosen("myapp://signed-in?x").as_deref(), Some("myapp://signed-in?x"));
        for text in [
            "javascript:alert(1)",
            " JAVA\nSCRIPT:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "x",
            "",
        ] {
            assert_eq!(chosen(text), None, "{text:?}");
        }
    }

    #[test]
    fn queries_and_cookies_are_checked_as_auth_js_does() {
        let valid = |text| is_valid_http_url(text, &origin());
        for text in
            ["/", "/x", "//evil.test", "https://evil.test", " https://evil.test", "https:evil.test/x", "/%zz"]
        {
            assert!(valid(text), "{text:?}");
        }
        for text in [
            "",
            "x",
            "?x",
            "#x",
            "//",
            "javascript:alert(1)",
            "ftp://a.test",
            "http://",
            "http%3A%2F%2Fa.test",
        ] {
            assert!(!valid(text), "{text:?}");
        }
    }

    #[test]
    fn any_input_stays_on_this_site_and_is_safe_in_a_header() {
        let mut noise = Noise::new();
        for round in 0..20_000 {
            let text = noise.text(30, "htps:/\\@a.tes3000?#[]%1 \t\r\n\"<");
            let starts = ["", "/", "http://a.test:3000", "http:"];
            let text = format!("{}{text}", starts[round % starts.len()]);
            let Some(url) = within(&text) else { continue };
            let tail = url.strip_prefix("http://a.test:3000").unwrap();
            assert!(tail.is_empty() || tail.starts_with(['/', '?', '#']), "{text:?}");
            assert!(
                url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte)),
                "{text:?}"
            );
            assert_eq!(within(&url), Some(url.clone()), "reading it again changes nothing");
        }
    }
}
