//! Origins: scheme, host and port.

use std::{borrow::Cow, fmt, net::Ipv6Addr, str::FromStr};

/// A host name has at most 253 characters (RFC 1035 section 2.3.4, without the dot of the root).
const MAX_HOST: usize = 253;

/// `http` or `https`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    Http,
    Https,
}

impl Scheme {
    /// Reads a scheme in any case.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let is = |scheme| text.eq_ignore_ascii_case(scheme);
        if is("https") { Some(Self::Https) } else { is("http").then_some(Self::Http) }
    }

    fn as_str(self) -> &'static str {
        if self == Self::Https { "https" } else { "http" }
    }

    pub(super) fn default_port(self) -> u16 {
        if self == Self::Https { 443 } else { 80 }
    }
}

/// A scheme, a host in lower case and a port that is not the scheme's own: `https://a.test`,
/// `http://127.0.0.1:3000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// As it is displayed. Equal origins have equal texts.
    text: String,
}

impl Origin {
    /// Reads an origin; a slash at its end means nothing.
    ///
    /// # Errors
    /// When it is not `http://` or `https://` with a host and nothing behind.
    pub fn parse(text: &str) -> Result<Self, InvalidOrigin> {
        match Self::split(text)? {
            (origin, "" | "/") => Ok(origin),
            _ => Err(InvalidOrigin::Path),
        }
    }

    /// Reads the origin at the beginning of a URL, and gives what follows: empty, or beginning with `/`, `?`
    /// or `#`.
    pub(crate) fn split(url: &str) -> Result<(Self, &str), InvalidOrigin> {
        let (scheme, rest) = url.split_once("://").ok_or(InvalidOrigin::Scheme)?;
        let scheme = Scheme::parse(scheme).ok_or(InvalidOrigin::Scheme)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).ok_or(InvalidOrigin::Host)?;
        Ok((Self::from_authority(scheme, authority)?, rest))
    }

    /// From a scheme and `host` or `host:port`. No user, no encoding, no characters outside ASCII.
    pub(crate) fn from_authority(scheme: Scheme, authority: &str) -> Result<Self, InvalidOrigin> {
        let (host, port) = split_port(authority);
        let port = match port {
            None | Some("") => scheme.default_port(),
            Some(digits) => port_number(digits)?,
        };
        let (scheme_text, host) = (scheme.as_str(), canonical_host(host).ok_or(InvalidOrigin::Host)?);
        let text = if port == scheme.default_port() {
            format!("{scheme_text}://{host}")
        } else {
            format!("{scheme_text}://{host}:{port}")
        };
        Ok(Self { text })
    }

    /// As it is displayed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether cookies can be `Secure`.
    pub fn is_https(&self) -> bool {
        self.scheme() == Scheme::Https
    }

    /// The host, with the port where it is not the scheme's own: `a.test:8443`.
    pub fn authority(&self) -> &str {
        self.text.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// The host alone: `a.test`. IPv6 addresses are in brackets.
    pub fn host(&self) -> &str {
        split_port(self.authority()).0
    }

    /// The port, the scheme's own if none is written.
    pub(super) fn port(&self) -> u16 {
        let port = split_port(self.authority()).1.and_then(|digits| digits.parse().ok());
        port.unwrap_or(self.scheme().default_port())
    }

    pub(super) fn scheme(&self) -> Scheme {
        if self.text.starts_with("https:") { Scheme::Https } else { Scheme::Http }
    }
}

/// Splits at the colon before the port, which is none of those inside of brackets.
pub(super) fn split_port(authority: &str) -> (&str, Option<&str>) {
    let colon =
        authority.rfind(':').filter(|&colon| authority.rfind(']').is_none_or(|bracket| bracket < colon));
    match colon.and_then(|colon| authority.split_at_checked(colon)) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => (authority, None),
    }
}

/// A port from 1 to 65535, in digits only.
pub(super) fn port_number(digits: &str) -> Result<u16, InvalidOrigin> {
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    number.filter(|&port| port != 0).ok_or(InvalidOrigin::Port)
}

/// The host in lower case, or an IPv6 address in its usual form.
pub(super) fn canonical_host(host: &str) -> Option<Cow<'_, str>> {
    if let Some(address) = host.strip_prefix('[') {
        let address: Ipv6Addr = address.strip_suffix(']')?.parse().ok()?;
        return Some(Cow::Owned(format!("[{address}]")));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if host.is_empty() || host.len() > MAX_HOST || host.starts_with('.') || !host.bytes().all(plain) {
        return None;
    }
    let is_lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if is_lower { Cow::Borrowed(host) } else { Cow::Owned(host.to_ascii_lowercase()) })
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Origin {
    type Err = InvalidOrigin;

    fn from_str(text: &str) -> Result<Self, InvalidOrigin> {
        Self::parse(text)
    }
}

/// Why a text is no origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidOrigin {
    /// It does not begin with `http://` or `https://`.
    #[error("an origin begins with `http://` or `https://`; write it as `https://example.com`")]
    Scheme,
    /// There is no host, or one that is not made of letters, digits, dots and hyphens.
    #[error(
        "an origin has a host of letters, digits, `.` and `-`; write other scripts in punycode (`xn--…`)"
    )]
    Host,
    /// The port is none.
    #[error("a port is a number from 1 to 65535")]
    Port,
    /// Something follows the host.
    #[error("an origin ends after host and port; drop the path")]
    Path,
}

#[cfg(test)]
mod tests {
    use http::Uri;

    use super::*;
    use crate::test_support::noise::Noise;

    #[test]
    fn origins_have_one_text() {
        for (text, origin) in [
            ("https://a.test", "https://a.test"),
            ("HTTPS://A.Test:443/", "https://a.test"),
            ("http://a.test:80", "http://a.test"),
            ("http://a.test:", "http://a.test"),
            ("http://a.test:443", "http://a.test:443"),
            ("https://a.test:08443", "https://a.test:8443"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://[0:0::1]:3000/", "http://[::1]:3000"),
            ("http://xn--caf-dma.test", "http://xn--caf-dma.test"),
        ] {
            assert_eq!(Origin::parse(text).unwrap().as_str(), origin, "{text}");
        }
    }

    #[test]
    fn parts_of_an_origin() {
        let origin: Origin = "https://a.test:8443".parse().unwrap();
        assert!(origin.is_https());
        assert_eq!((origin.host(), origin.authority(), origin.port()), ("a.test", "a.test:8443", 8443));
        let origin: Origin = "http://[::1]".parse().unwrap();
        assert!(!origin.is_https());
        assert_eq!((origin.host(), origin.authority(), origin.port()), ("[::1]", "[::1]", 80));
    }

    #[test]
    fn anything_else_is_no_origin() {
        use InvalidOrigin::{Host, Path, Port, Scheme};
        for (text, error) in [
            ("", Scheme),
            ("a.test", Scheme),
            ("//a.test", Scheme),
            ("ftp://a.test", Scheme),
            (" https://a.test", Scheme),
            ("https:a.test", Scheme),
            ("https://", Host),
            ("https:///a", Host),
            ("https://:80", Host),
            ("https://u@a.test", Host),
            ("https://a test", Host),
            ("https://é.test", Host),
            ("https://a%2etest", Host),
            ("https://.test", Host),
            ("https://a\r\nb", Host),
            ("https://a\\b", Host),
            ("https://[::1", Host),
            ("https://[::g]", Host),
            ("https://::1", Host),
            ("https://a:0", Port),
            ("https://a:65536", Port),
            ("https://a:+1", Port),
            ("https://a:1x", Port),
            ("https://a.test/x", Path),
            ("https://a.test?x", Path),
            ("https://a.test//", Path),
        ] {
            assert_eq!(Origin::parse(text), Err(error), "{text:?}");
        }
        assert_eq!(Origin::parse(&format!("http://{}", "a".repeat(254))), Err(Host));
    }

    #[test]
    fn noise_makes_no_strange_origin() {
        let mut noise = Noise::new();
        for _ in 0..5_000 {
            let text = noise.text(30, ".:[]@/\\a1-");
            for authority in [text.clone(), format!("[{text}]:80"), format!("a{text}")] {
                let Ok(origin) = Origin::from_authority(Scheme::Https, &authority) else { continue };
                assert_eq!(Origin::parse(origin.as_str()), Ok(origin.clone()));
                assert!(origin.as_str().parse::<Uri>().is_ok(), "{origin}");
            }
        }
    }
}
