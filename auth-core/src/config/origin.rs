//! Origins, and where the origin of a request comes from.

use std::{borrow::Cow, fmt, net::Ipv6Addr, str::FromStr};

use http::{HeaderMap, HeaderName, Uri, header::HOST};

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

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

    fn default_port(self) -> u16 {
        if self == Self::Https { 443 } else { 80 }
    }
}

/// A scheme, a host in lower case and a port that is not the scheme's own: `https://a.test`, `http://127.0.0.1:3000`.
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

    /// Reads the origin at the beginning of a URL, and gives what follows: empty, or beginning with `/`, `?` or `#`.
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
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().map_err(|_| InvalidOrigin::Port)?
            }
            Some(_) => return Err(InvalidOrigin::Port),
        };
        let (scheme_text, host) = (scheme.as_str(), canonical_host(host).ok_or(InvalidOrigin::Host)?);
        let text = match port {
            0 => return Err(InvalidOrigin::Port),
            port if port == scheme.default_port() => format!("{scheme_text}://{host}"),
            port => format!("{scheme_text}://{host}:{port}"),
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

    fn port(&self) -> u16 {
        let port = split_port(self.authority()).1.and_then(|digits| digits.parse().ok());
        port.unwrap_or(self.scheme().default_port())
    }

    fn scheme(&self) -> Scheme {
        if self.text.starts_with("https:") { Scheme::Https } else { Scheme::Http }
    }
}

/// Splits at the colon before the port, which is none of those inside of brackets.
fn split_port(authority: &str) -> (&str, Option<&str>) {
    let colon =
        authority.rfind(':').filter(|&colon| authority.rfind(']').is_none_or(|bracket| bracket < colon));
    match colon.and_then(|colon| authority.split_at_checked(colon)) {
        Some((host, port)) => (host, port.strip_prefix(':')),
        None => (authority, None),
    }
}

/// The host in lower case, or an IPv6 address in its usual form.
fn canonical_host(host: &str) -> Option<Cow<'_, str>> {
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

/// Where the origin of a request comes from. It decides about the names of cookies and the URLs in redirects and mails.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OriginPolicy {
    /// This origin; no header is read.
    Fixed(Origin),
    /// Scheme from `X-Forwarded-Proto` (else http), host from `X-Forwarded-Host`, else `Host`. Of a list the first entry
    /// counts. For servers behind a proxy that sets these headers.
    Forwarded {
        /// The hosts that are believed.
        hosts: TrustedHosts,
    },
    /// Nobody is believed: every action is refused.
    Untrusted,
}

impl OriginPolicy {
    /// The origin of a request.
    ///
    /// # Errors
    /// When no host is trusted, or the one of this request is missing, malformed or not on the list.
    pub(crate) fn resolve(&self, headers: &HeaderMap, uri: &Uri) -> Result<Cow<'_, Origin>, UntrustedHost> {
        match self {
            Self::Fixed(origin) => Ok(Cow::Borrowed(origin)),
            Self::Forwarded { hosts } => forwarded(headers, uri, hosts).map(Cow::Owned),
            Self::Untrusted => Err(UntrustedHost::Unconfigured),
        }
    }
}

fn forwarded(headers: &HeaderMap, uri: &Uri, hosts: &TrustedHosts) -> Result<Origin, UntrustedHost> {
    let scheme = match first_entry(headers, &FORWARDED_PROTO)? {
        Some(proto) => Scheme::parse(proto).ok_or(UntrustedHost::Malformed)?,
        None => Scheme::Http,
    };
    let authority = match first_entry(headers, &FORWARDED_HOST)? {
        Some(host) => host,
        None => own_host(headers, uri)?,
    };
    let origin = Origin::from_authority(scheme, authority).map_err(|_| UntrustedHost::Malformed)?;
    if hosts.trust(&origin) { Ok(origin) } else { Err(UntrustedHost::Unlisted) }
}

/// The first entry of a forwarded list. An empty header counts as none.
fn first_entry<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, UntrustedHost> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let list = value.to_str().map_err(|_| UntrustedHost::Malformed)?;
    Ok(list.split(',').map(str::trim).next().filter(|_| !list.trim().is_empty()))
}

/// The one `Host` header, else the authority of the request line (HTTP/2's `:authority`).
fn own_host<'h>(headers: &'h HeaderMap, uri: &'h Uri) -> Result<&'h str, UntrustedHost> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| UntrustedHost::Malformed),
        (Some(_), Some(_)) => Err(UntrustedHost::Malformed),
        (None, _) => Ok(uri.authority().ok_or(UntrustedHost::Missing)?.as_str()),
    }
}

/// Which hosts of requests are believed.
#[derive(Clone, Debug)]
pub struct TrustedHosts(Option<Vec<(String, Option<u16>)>>);

impl TrustedHosts {
    /// Every host. Only where a proxy in front lets no others through: otherwise anybody can have mails and redirects
    /// made that lead to a host of theirs.
    pub fn any() -> Self {
        Self(None)
    }

    /// These: `example.com` (with the port of the scheme) or `example.com:8443`.
    ///
    /// # Errors
    /// When an entry is not a host.
    pub fn only<H: AsRef<str>>(hosts: impl IntoIterator<Item = H>) -> Result<Self, InvalidOrigin> {
        let entry = |host: H| {
            let (name, port) = split_port(host.as_ref());
            let port = port.map(|digits| digits.parse().map_err(|_| InvalidOrigin::Port)).transpose()?;
            let name = canonical_host(name).ok_or(InvalidOrigin::Host)?;
            Ok((name.into_owned(), port))
        };
        Ok(Self(Some(hosts.into_iter().map(entry).collect::<Result<_, _>>()?)))
    }

    fn trust(&self, origin: &Origin) -> bool {
        let listed = |(host, port): &(String, Option<u16>)| {
            host == origin.host() && port.unwrap_or(origin.scheme().default_port()) == origin.port()
        };
        self.0.as_ref().is_none_or(|hosts| hosts.iter().any(listed))
    }
}

/// Why the origin of a request is not believed (`UntrustedHost` of Auth.js).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UntrustedHost {
    /// Nothing says which hosts to trust.
    #[error("no host is trusted; set AUTH_URL to the public URL, or AUTH_TRUST_HOST=true behind a proxy")]
    Unconfigured,
    /// The host is not among the trusted ones.
    #[error("the host of the request is not among the trusted hosts; add it if it is one of yours")]
    Unlisted,
    /// The host or the forwarded headers are malformed.
    #[error(
        "the host or scheme of the request is malformed or ambiguous; check the headers that the proxy sets"
    )]
    Malformed,
    /// The request names no host.
    #[error("the request names no host; let the proxy send `Host` or `X-Forwarded-Host`")]
    Missing,
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::cookie::noise::Noise;

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

    fn resolve(hosts: TrustedHosts, headers: &[(&'static str, &str)]) -> Result<String, UntrustedHost> {
        let pair = |&(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_bytes(str::as_bytes(value)).unwrap())
        };
        let mut map = HeaderMap::new();
        for (name, value) in headers.iter().map(pair) {
            map.append(name, value);
        }
        let policy = OriginPolicy::Forwarded { hosts };
        policy.resolve(&map, &Uri::from_static("/auth")).map(|origin| origin.to_string())
    }

    #[test]
    fn forwarded_headers_come_before_the_host() {
        let any = TrustedHosts::any;
        for (headers, origin) in [
            (vec![("host", "a.test")], "http://a.test"),
            (vec![("host", "127.0.0.1:4000")], "http://127.0.0.1:4000"),
            (vec![("host", "a.test"), ("x-forwarded-proto", "https")], "https://a.test"),
            (
                vec![("host", "a.test"), ("x-forwarded-host", "b.test:443"), ("x-forwarded-proto", "https")],
                "https://b.test",
            ),
            (
                vec![
                    ("host", "a.test"),
                    ("x-forwarded-host", "b.test, c.test"),
                    ("x-forwarded-proto", "https,http"),
                ],
                "https://b.test",
            ),
            (
                vec![("host", "a.test"), ("x-forwarded-host", "b.test"), ("x-forwarded-host", "c.test")],
                "http://b.test",
            ),
            (vec![("host", "a.test"), ("x-forwarded-host", ""), ("x-forwarded-proto", " ")], "http://a.test"),
        ] {
            assert_eq!(resolve(any(), &headers).as_deref(), Ok(origin), "{headers:?}");
        }
    }

    #[test]
    fn hostile_hosts_are_refused() {
        let long = "a".repeat(100_000);
        let hosts = [
            "",
            " ",
            "a b",
            "a/b",
            "a\\b",
            "u@a.test",
            "a.test:x",
            "a.test:99999",
            "é",
            "a%00",
            "[::",
            "a?b",
            "a#b",
            &long,
        ];
        for host in hosts {
            assert_eq!(
                resolve(TrustedHosts::any(), &[("host", host)]),
                Err(UntrustedHost::Malformed),
                "{host}"
            );
            let forwarded = [("host", "a.test"), ("x-forwarded-host", host)];
            assert_eq!(resolve(TrustedHosts::any(), &forwarded).is_err(), !host.trim().is_empty(), "{host}");
        }
        for headers in [
            [("host", "a.test"), ("x-forwarded-proto", "javascript")],
            [("host", "a.test"), ("x-forwarded-proto", "https://evil.test/")],
            [("host", "a.test"), ("x-forwarded-host", ",b.test")],
            [("host", "a.test"), ("host", "b.test")],
        ] {
            assert_eq!(resolve(TrustedHosts::any(), &headers), Err(UntrustedHost::Malformed), "{headers:?}");
        }
        assert_eq!(resolve(TrustedHosts::any(), &[]), Err(UntrustedHost::Missing));
    }

    #[test]
    fn only_listed_hosts_are_trusted() {
        let hosts = || TrustedHosts::only(["A.test", "b.test:8443", "[::1]"]).unwrap();
        for (host, trusted) in [
            ("a.test", true),
            ("a.test:80", true),
            ("a.test:81", false),
            ("b.test", false),
            ("B.TEST:8443", true),
            ("[0::1]", true),
            ("x.a.test", false),
            ("a.test.evil", false),
        ] {
            assert_eq!(resolve(hosts(), &[("host", host)]).is_ok(), trusted, "{host}");
        }
        assert!(TrustedHosts::only(["https://a.test"]).is_err());
        assert!(TrustedHosts::only(["a.test:x"]).is_err());
    }

    #[test]
    fn http2_names_the_host_in_the_request_line() {
        let policy = OriginPolicy::Forwarded { hosts: TrustedHosts::any() };
        let resolve = |uri| policy.resolve(&HeaderMap::new(), &Uri::from_static(uri)).map(Cow::into_owned);
        assert_eq!(resolve("http://a.test:81/x").unwrap().as_str(), "http://a.test:81");
        assert_eq!(resolve("http://user@a.test/x"), Err(UntrustedHost::Malformed));
    }

    #[test]
    fn a_fixed_origin_is_borrowed_and_nothing_is_trusted_by_default() {
        let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static("evil.test"))]);
        let uri = Uri::from_static("/");
        let fixed = OriginPolicy::Fixed(Origin::parse("https://a.test").unwrap());
        assert!(
            matches!(fixed.resolve(&headers, &uri), Ok(Cow::Borrowed(origin)) if origin.host() == "a.test")
        );
        assert_eq!(OriginPolicy::Untrusted.resolve(&headers, &uri), Err(UntrustedHost::Unconfigured));
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
