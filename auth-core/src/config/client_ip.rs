//! The source of the client address.

use std::net::{IpAddr, Ipv6Addr};

use http::{Extensions, HeaderMap, HeaderName, header};

use super::forwarded;

/// The source of the client address, which is an IP address.
///
/// A header may hold an address as a proxy writes it: `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]`,
/// `[2001:db8::1]:4711`, each also in quotes; in the header `Forwarded` (RFC 7239), it is the parameter `for`. If
/// anything else is in its place, the address is unknown. All clients with unknown addresses share one limit.
///
/// ```
/// use auth::config::ClientIpSource;
/// use http::HeaderName;
///
/// let source = ClientIpSource::Header(HeaderName::from_static("x-forwarded-for"));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum ClientIpSource {
    /// The connection: `axum::extract::ConnectInfo<SocketAddr>`, or `SocketAddr`, in the request's extensions. With
    /// axum, serve the application with `into_make_service_with_connect_info::<SocketAddr>()`.
    #[default]
    Connection,
    /// The last entry of a header that a trusted proxy appends to, for example `X-Forwarded-For` or `Forwarded`.
    Header(HeaderName),
    /// The entry that the outermost of several trusted proxies has appended to the header. With two proxies, it is the
    /// last but one. The address is unknown if the header has fewer entries, or if the number is 0.
    Proxies {
        /// The header.
        header: HeaderName,
        /// The number of trusted proxies between the client and this server.
        count: usize,
    },
}

/// The client address of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientAddress {
    /// The address.
    Known(IpAddr),
    /// The connection or the header is missing.
    Missing,
    /// The header has no address in the expected place.
    NotUnderstood,
}

impl ClientAddress {
    /// Returns the address, if it is known.
    pub(crate) fn known(self) -> Option<IpAddr> {
        match self {
            Self::Known(address) => Some(address),
            Self::Missing | Self::NotUnderstood => None,
        }
    }
}

impl ClientIpSource {
    /// Returns the client address.
    pub(crate) fn address(&self, headers: &HeaderMap, extensions: &Extensions) -> ClientAddress {
        let found = match self {
            Self::Connection => {
                return connection(extensions).map_or(ClientAddress::Missing, ClientAddress::Known);
            }
            Self::Header(name) => entry(headers, name, 1),
            Self::Proxies { header, count } => entry(headers, header, *count),
        };
        match found {
            Ok(Some(address)) => ClientAddress::Known(address),
            Ok(None) => ClientAddress::Missing,
            Err(forwarded::Malformed) => ClientAddress::NotUnderstood,
        }
    }

    /// Returns the name of the header, if there is one.
    pub(crate) fn header(&self) -> Option<&HeaderName> {
        match self {
            Self::Connection => None,
            Self::Header(name) | Self::Proxies { header: name, .. } => Some(name),
        }
    }
}

/// Returns the address of an entry, counted from the end; `None` if the header is missing. The values of repeated
/// headers are one list. Entries before the wanted one come from the client, but a malformed value is malformed as a
/// whole, because a quotation mark in it could swallow the entry of the proxy.
fn entry(
    headers: &HeaderMap,
    name: &HeaderName,
    from_end: usize,
) -> Result<Option<IpAddr>, forwarded::Malformed> {
    let mut before = from_end.checked_sub(1).ok_or(forwarded::Malformed)?;
    let mut is_missing = true;
    for value in headers.get_all(name).iter().rev() {
        is_missing = false;
        let value = value.to_str().map_err(|_| forwarded::Malformed)?;
        let entries = if *name == header::FORWARDED { forwarded::elements(value)? } else { plain(value) };
        match entries.len().checked_sub(before + 1).and_then(|position| entries.get(position)) {
            Some(entry) => return forwarded::address(entry).map(Some),
            None => before -= entries.len(),
        }
    }
    if is_missing { Ok(None) } else { Err(forwarded::Malformed) }
}

/// Returns the entries of a list of addresses. None of them contains a comma.
fn plain(value: &str) -> Vec<String> {
    value.split(',').map(|entry| entry.trim().to_owned()).collect()
}

fn connection(extensions: &Extensions) -> Option<IpAddr> {
    #[cfg(feature = "axum")]
    if let Some(info) = extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>() {
        return Some(info.0.ip());
    }
    extensions.get::<std::net::SocketAddr>().map(std::net::SocketAddr::ip)
}

/// Returns the network of an IPv6 address, and an IPv4 address as it is. A client with an IPv6 address can use all
/// 2^64 addresses of its network.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &ClientIpSource, name: &HeaderName, values: &[&str]) -> ClientAddress {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, value.parse().unwrap());
        }
        source.address(&headers, &Extensions::new())
    }

    fn known(address: &str) -> ClientAddress {
        ClientAddress::Known(address.parse().unwrap())
    }

    #[test]
    fn the_entry_of_the_trusted_proxy_counts() {
        let name = HeaderName::from_static("x-forwarded-for");
        let last = ClientIpSource::Header(name.clone());
        for (values, address) in [
            (&["192.0.2.1"][..], "192.0.2.1"),
            (&["192.0.2.1:4711"], "192.0.2.1"),
            (&["\"192.0.2.1:4711\""], "192.0.2.1"),
            (&["[2001:db8::1]"], "2001:db8::1"),
            (&["[2001:db8::1]:443"], "2001:db8::1"),
            (&["2001:db8::1"], "2001:db8::1"),
            (&["\"[2001:db8::1]:443\""], "2001:db8::1"),
            (&["garbage, 10.0.0.1 , 192.0.2.1 "], "192.0.2.1"),
            (&["10.0.0.1", "10.0.0.2, 192.0.2.1"], "192.0.2.1"),
        ] {
            assert_eq!(of(&last, &name, values), known(address), "{values:?}");
        }
        for value in [
            "",
            "unknown",
            "_hidden",
            "192.0.2.1:",
            "192.0.2.1:x",
            "[2001:db8::1",
            "2001:db8::1]:1",
            "192.0.2.1, ",
            "192.0.2.1:99999999",
            "[192.0.2.1]",
            "fe80::1%eth0",
            "\"192.0.2.1",
            "host.example",
        ] {
            assert_eq!(of(&last, &name, &[value]), ClientAddress::NotUnderstood, "{value}");
        }
        assert_eq!(of(&last, &name, &[]), ClientAddress::Missing);
    }

    #[test]
    fn several_proxies_are_counted_from_the_end() {
        let name = HeaderName::from_static("x-forwarded-for");
        let behind = |count| ClientIpSource::Proxies { header: name.clone(), count };
        let list = ["192.0.2.9, 192.0.2.3", "192.0.2.2, 192.0.2.1"];
        for count in 1..=3 {
            assert_eq!(of(&behind(count), &name, &list), known(&format!("192.0.2.{count}")));
        }
        assert_eq!(of(&behind(4), &name, &list), known("192.0.2.9"));
        assert_eq!(of(&behind(5), &name, &list), ClientAddress::NotUnderstood);
        assert_eq!(of(&behind(0), &name, &list), ClientAddress::NotUnderstood);
    }

    #[test]
    fn forwarded_is_read_as_its_standard_says() {
        let source = ClientIpSource::Header(header::FORWARDED);
        for (value, address) in [
            ("for=192.0.2.43", "192.0.2.43"),
            ("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17"),
            ("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            ("by=203.0.113.43 ; for=\"192.0.2.60:_port\"", "192.0.2.60"),
            ("for=192.0.2.1, for=198.51.100.17", "198.51.100.17"),
            ("for=192.0.2.1,, for=198.51.100.17 ,", "198.51.100.17"),
            ("for=192.0.2.1;by=\"a, for=9.9.9.9\"", "192.0.2.1"),
            ("for=\"192.0.2\\.1\"", "192.0.2.1"),
        ] {
            assert_eq!(of(&source, &header::FORWARDED, &[value]), known(address), "{value}");
        }
        for value in [
            "",
            "for=unknown",
            "for=_secret",
            "proto=https",
            "for",
            "for=",
            "for=192.0.2.1;for=192.0.2.2",
            "192.0.2.1",
            "for=9.9.9.9;x=\", for=192.0.2.1",
            "for=9.9.9.9;x=\", for=\"[2001:db8::1]\"",
            "for=9.9.9.9;x=\", for=\"[2001:db8::1]\";proto=\"https\"",
        ] {
            assert_eq!(of(&source, &header::FORWARDED, &[value]), ClientAddress::NotUnderstood, "{value}");
        }
    }

    #[test]
    fn a_network_of_ipv6_counts_as_one_address() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8::1"), network("2001:db8::2"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(network("192.0.2.1"), network("192.0.2.2"));
    }
}
