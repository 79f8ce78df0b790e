//! Origins: scheme, host and port.

use std::{
    borrow::Cow,
    fmt,
    net::{Ipv4Addr, Ipv6Addr},
    str::FromStr,
};

/// The maximum length of a host name (RFC 1035 section 2.3.4, without the trailing dot).
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

/// A scheme, a host in lower case, and the port unless it is the default of the scheme: `https://a.test`,
/// `http://127.0.0.1:3000`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The normalized string. Equal origins have equal strings.
    text: String,
}

impl Origin {
    /// Reads an origin. A trailing slash is ignored.
    ///
    /// # Errors
    /// Fails unless the string is `http://` or `https://` with a host, an optional port, and nothing else.
    pub fn parse(text: &str) -> Result<Self, InvalidOrigin> {
        match Self::split(text)? {
            (origin, "" | "/") => Ok(origin),
            _ => Err(InvalidOrigin::Path),
        }
    }

    /// Reads the origin at the beginning of a URL, and returns it with the rest, which is empty or begins
    /// with `/`, `?` or `#`.
    pub(crate) fn split(url: &str) -> Result<(Self, &str), InvalidOrigin> {
        let (scheme, rest) = url.split_once("://").ok_or(InvalidOrigin::Scheme)?;
        let scheme = Scheme::parse(scheme).ok_or(InvalidOrigin::Scheme)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).ok_or(InvalidOrigin::Host)?;
        Ok((Self::from_authority(scheme, authority)?, rest))
    }

    /// Builds an origin from a scheme and `host` or `host:port`. User names, percent-encoding and characters
    /// outside ASCII are rejected.
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

    /// Returns the origin as a string.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns `true` if the scheme is `https`, so that cookies can be `Secure`.
    pub fn is_https(&self) -> bool {
        self.scheme() == Scheme::Https
    }

    /// Returns the host, with the port unless it is the default of the scheme: `a.test:8443`.
    pub fn authority(&self) -> &str {
        self.text.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// Returns the host without the port: `a.test`. IPv6 addresses are in brackets.
    pub fn host(&self) -> &str {
        split_port(self.authority()).0
    }

    /// Returns `true` if only this machine can reach the origin: `localhost`, its subdomains, 127.0.0.0/8 and `[::1]`.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.host();
        let name = host.strip_suffix('.').unwrap_or(host);
        name == "localhost"
            || name.ends_with(".localhost")
            || host.parse().is_ok_and(|address: Ipv4Addr| address.is_loopback())
            || host == "[::1]"
    }

    /// Returns the port, or the default of the scheme.
    pub(super) fn port(&self) -> u16 {
        let port = split_port(self.authority()).1.and_then(|digits| digits.parse().ok());
        port.unwrap_or(self.scheme().default_port())
    }

    pub(super) fn scheme(&self) -> Scheme {
        if self.text.starts_with("https:") { Scheme::Https } else { Scheme::Http }
    }
}

/// Splits an authority at the colon before the port. Colons inside brackets do not count.
pub(super) fn split_port(authority: &str) -> (&str, Option<&str>) {
    let colon =
        authority.rfind(':').filter(|&colon| authority.rfind(']').is_none_or(|bracket| bracket < colon));
    match colon.and_then(|colon| authority.split_at_checked(colon)) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => (authority, None),
    }
}

/// Reads a port from 1 to 65535, which consists of digits only.
pub(super) fn port_number(digits: &str) -> Result<u16, InvalidOrigin> {
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    number.filter(|&port| port != 0).ok_or(InvalidOrigin::Port)
}

/// Returns the host in lower case, or an IPv6 address in its usual form; `None` for an invalid host.
pub(super) fn canonical_host(host: &str) -> Option<Cow<'_, str>> {
    if let Some(address) = host.strip_prefix('[') {
        let address: Ipv6Addr = address.strip_suffix(']')?.parse().ok()?;
        return Some(Cow::Owned(format!("[{address}]")));
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    if host.is_empty() || host.len() > MAX_HOST || host.starts_with('.') || !host.bytes().all(plain) {
        return None;
    }
    if ends_in_number(host) && host.parse::<Ipv4Addr>().is_err() {
        return None;
    }
    let is_lower = !host.bytes().any(|byte| byte.is_ascii_uppercase());
    Some(if is_lower { Cow::Borrowed(host) } else { Cow::Owned(host.to_ascii_lowercase()) })
}

/// Returns `true` if the last label is a number, decimal or hexadecimal. Browsers take such a host for an IPv4 address, or
/// reject it (URL Standard, "ends in a number checker").
fn ends_in_number(host: &str) -> bool {
    let last = host.strip_suffix('.').unwrap_or(host).rsplit('.').next().unwrap_or_default();
    let is_decimal = !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit());
    let hexadecimal = last.strip_prefix("0x").or_else(|| last.strip_prefix("0X"));
    is_decimal || hexadecimal.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
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

/// The error for an invalid origin.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidOrigin {
    /// The string does not begin with `http://` or `https://`.
    #[error("an origin must begin with `http://` or `https://`; write it as `https://example.com`")]
    Scheme,
    /// The host is missing, contains other characters than letters, digits, dots, hyphens and underscores, or ends in a
    /// number without being an IPv4 address.
    #[error(
        "the host of an origin must consist of letters, digits, `.` and `-`, and must not end in a number unless it is \
         an IPv4 address such as `192.0.2.1`; write other scripts in punycode (`xn--…`)"
    )]
    Host,
    /// The port is not a number from 1 to 65535.
    #[error("a port must be a number from 1 to 65535")]
    Port,
    /// A path, a query or a fragment follows the host.
    #[error("an origin ends after host and port; remove the path")]
    Path,
}

crate::contract::readable::debug_by_message!(InvalidOrigin);

#[cfg(test)]
mod tests {
    use http::Uri;

    use super::*;
    use crate::test_support::noise::Noise;

    #[test]
    fn equal_origins_have_equal_strings() {
        for (text, origin) in [
            ("https://a.test", "https://a.test"),
            ("HTTPS://A.Test:443/", "https://a.test"),
            ("http://a.test:80", "http://a.test"),
            ("http://a.test:", "http://a.test"),
            ("http://a.test:443", "http://a.test:443"),
            ("https://a.test:08443", "https://a.test:8443"),
            ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
            ("http://1.2.3.4.a5", "http://1.2.3.4.a5"),
            ("http://a.0xg.test-5", "http://a.0xg.test-5"),
            ("http://5.a.", "http://5.a."),
            ("http://a.5b", "http://a.5b"),
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
    fn anything_else_is_rejected() {
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
            ("https://a.test.5", Host),
            ("https://a.test.5:8443", Host),
            ("https://a.test.0x1F", Host),
            ("https://a.test.0X", Host),
            ("https://a.5.", Host),
            ("https://5", Host),
            ("https://127.1", Host),
            ("https://1.2.3.4.5", Host),
            ("https://1.2.3.256", Host),
            ("https://01.2.3.4", Host),
            ("https://0x7f.0.0.1", Host),
            ("https://127.0.0.1.", Host),
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
