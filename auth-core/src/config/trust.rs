//! The origin of a request, and trust in its headers.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, Uri, header::HOST};

use super::origin::{InvalidOrigin, Origin, Scheme, canonical_host, port_number, split_port};

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The source of a request's origin. The origin determines the names of cookies and the URLs in redirects and
/// mails.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OriginPolicy {
    /// Always this origin. No header is read.
    Fixed(Origin),
    /// The scheme from `X-Forwarded-Proto` (or else http), and the host from `X-Forwarded-Host` (or else
    /// `Host`). The first entry of a list counts. Use it for servers behind a proxy that sets these headers.
    Forwarded {
        /// The trusted hosts.
        hosts: TrustedHosts,
    },
    /// No origin. Every action is refused.
    Untrusted,
}

impl OriginPolicy {
    /// Returns the origin of a request.
    ///
    /// # Errors
    /// Fails if no host is trusted, or if the host of the request is missing, malformed or not trusted.
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

/// Returns the first entry of a forwarded list; `None` if the header is missing or empty.
fn first_entry<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<Option<&'h str>, UntrustedHost> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let list = value.to_str().map_err(|_| UntrustedHost::Malformed)?;
    Ok(list.split(',').map(str::trim).next().filter(|_| !list.trim().is_empty()))
}

/// Returns the only `Host` header, or else the authority of the request line (`:authority` of HTTP/2).
fn own_host<'h>(headers: &'h HeaderMap, uri: &'h Uri) -> Result<&'h str, UntrustedHost> {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().map_err(|_| UntrustedHost::Malformed),
        (Some(_), Some(_)) => Err(UntrustedHost::Malformed),
        (None, _) => Ok(uri.authority().ok_or(UntrustedHost::Missing)?.as_str()),
    }
}

/// The trusted hosts of requests.
#[derive(Clone, Debug)]
pub struct TrustedHosts(Option<Vec<(String, Option<u16>)>>);

impl TrustedHosts {
    /// Trusts every host. Use it only if a proxy in front of the server blocks all foreign hosts: otherwise
    /// an attacker can make the server send mails and redirects that lead to the attacker's host.
    pub fn any() -> Self {
        Self(None)
    }

    /// Returns `true` if every host is trusted.
    #[cfg(feature = "email")]
    pub(crate) fn are_any(&self) -> bool {
        self.0.is_none()
    }

    /// Returns the trusted hosts; `None` if every host is trusted.
    pub(crate) fn list(&self) -> Option<Vec<String>> {
        let entry = |(host, port): &(String, Option<u16>)| match port {
            Some(port) => format!("{host}:{port}"),
            None => host.clone(),
        };
        self.0.as_ref().map(|hosts| hosts.iter().map(entry).collect())
    }

    /// Trusts these hosts: `example.com` (with the default port of the scheme) or `example.com:8443`.
    ///
    /// # Errors
    /// Fails if an entry is not a host.
    pub fn only<H: AsRef<str>>(hosts: impl IntoIterator<Item = H>) -> Result<Self, InvalidOrigin> {
        let entry = |host: H| {
            let (name, port) = split_port(host.as_ref());
            let port = port.map(port_number).transpose()?;
            let name = canonical_host(name).ok_or(InvalidOrigin::Host)?;
            Ok((name.into_owned(), port))
        };
        Ok(Self(Some(hosts.into_iter().map(entry).collect::<Result<_, _>>()?)))
    }

    pub(crate) fn trust(&self, origin: &Origin) -> bool {
        let listed = |(host, port): &(String, Option<u16>)| {
            host == origin.host() && port.unwrap_or(origin.scheme().default_port()) == origin.port()
        };
        self.0.as_ref().is_none_or(|hosts| hosts.iter().any(listed))
    }
}

/// The reason why the origin of a request is not trusted (`UntrustedHost` of Auth.js).
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UntrustedHost {
    /// No trusted hosts are configured.
    #[error("no host is trusted; set AUTH_URL to the public URL, or AUTH_TRUST_HOST=true behind a proxy")]
    Unconfigured,
    /// The host is not among the trusted hosts.
    #[error("the host of the request is not among the trusted hosts; add it if it is one of yours")]
    Unlisted,
    /// The host or the forwarded headers are malformed.
    #[error(
        "the host or scheme of the request is malformed or ambiguous; check the headers that the proxy sets"
    )]
    Malformed,
    /// The request has no host.
    #[error("the request has no host; make the proxy send `Host` or `X-Forwarded-Host`")]
    Missing,
}

crate::contract::readable::debug_by_message!(UntrustedHost);

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

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
    fn hostile_hosts_are_rejected() {
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
        assert!(TrustedHosts::only(["a.test:+80"]).is_err());
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
}
