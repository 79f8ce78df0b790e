//! Where the origin of a request comes from, and whom to believe about it.

use std::borrow::Cow;

use http::{HeaderMap, HeaderName, Uri, header::HOST};

use super::origin::{InvalidOrigin, Origin, Scheme, canonical_host, port_number, split_port};

const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Where the origin of a request comes from. It decides about the names of cookies and the URLs in redirects
/// and mails.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OriginPolicy {
    /// This origin; no header is read.
    Fixed(Origin),
    /// Scheme from `X-Forwarded-Proto` (else http), host from `X-Forwarded-Host`, else `Host`. Of a list the
    /// first entry counts. For servers behind a proxy that sets these headers.
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
    /// Every host. Only where a proxy in front lets no others through: otherwise anybody can have mails and
    /// redirects made that lead to a host of theirs.
    pub fn any() -> Self {
        Self(None)
    }

    /// Whether every host is believed.
    #[cfg(feature = "email")]
    pub(crate) fn are_any(&self) -> bool {
        self.0.is_none()
    }

    /// These: `example.com` (with the port of the scheme) or `example.com:8443`.
    ///
    /// # Errors
    /// When an entry is not a host.
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
