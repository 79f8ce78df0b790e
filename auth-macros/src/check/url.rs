//! Checks the URLs of a provider, so that errors point at them. The runtime parses URLs again.

/// The purpose of a URL.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Url {
    /// An issuer, to which discovery appends a path.
    Issuer,
    /// An endpoint, which may have a query.
    Endpoint,
}

/// A fault of a URL, and a URL without it.
pub(crate) struct Fault {
    /// The fault, as the rest of a sentence that begins with the option.
    pub(crate) what: &'static str,
    /// The URL without the fault.
    pub(crate) fix: String,
}

const DISCOVERY: &str = "/.well-known/openid-configuration";

/// Checks that a URL is https, or http to this machine.
///
/// # Errors
/// Returns the first fault.
pub(crate) fn check(url: &str, kind: Url) -> Result<(), Fault> {
    let fault = |what, fix: &str| Err(Fault { what, fix: fix.to_owned() });
    let scheme = url.split_once("://").map(|(scheme, rest)| (scheme.to_ascii_lowercase(), rest));
    let (scheme, rest) = match &scheme {
        Some((scheme, rest)) if ["https", "http"].contains(&scheme.as_str()) => (scheme.as_str(), *rest),
        Some((_, rest)) => return fault("must use https", &format!("https://{rest}")),
        None if url.contains('.') && !url.starts_with(['/', '.']) && !url.contains(char::is_whitespace) => {
            return fault("must be an absolute URL", &format!("https://{url}"));
        }
        None if url.starts_with('/') => {
            return fault("must be an absolute URL", &format!("https://acme.example{url}"));
        }
        None => return fault("must be an absolute URL", "https://acme.example"),
    };
    if !url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`|".contains(&byte)) {
        let plain: String =
            url.chars().filter(|c| c.is_ascii_graphic() && !"\"<>\\^`|".contains(*c)).collect();
        return fault("contains a character that is not allowed in URLs", &plain);
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some(host) = host(authority) else {
        return fault("has no host, or more than a host and a port", "https://acme.example");
    };
    if scheme == "http" && !is_loopback(host) {
        let what = "is http, which sends secrets unencrypted and is for loopback addresses only";
        return fault(what, &format!("https://{rest}"));
    }
    if let Some((before, _)) = url.split_once('#') {
        return fault("has a fragment, which is never sent", before);
    }
    if kind == Url::Endpoint {
        return Ok(());
    }
    if let Some((before, _)) = url.split_once('?') {
        return fault("has a query, and the path of the metadata is appended to the issuer", before);
    }
    match url.trim_end_matches('/').strip_suffix(DISCOVERY) {
        Some(before) => fault("is the URL of the metadata document, not of the issuer", before),
        None => Ok(()),
    }
}

/// Returns the host of `host` or `host:port`.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok());
    (port_fits && !host.is_empty() && !host.contains('@')).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safe_urls_pass() {
        for url in [
            "https://acme.example",
            "https://acme.example:8443/realms/one/",
            "http://localhost:4000",
            "http://127.0.0.1/oidc",
            "http://[::1]:9",
            "HTTPS://Acme.Example/%C3%A4",
        ] {
            assert!(check(url, Url::Issuer).is_ok(), "{url}");
        }
        assert!(check("https://acme.example/me?fields=id,name", Url::Endpoint).is_ok());
    }

    #[test]
    fn each_fault_has_a_url_without_it() {
        for (url, fix) in [
            ("acme.example/x", "https://acme.example/x"),
            ("/authorize", "https://acme.example/authorize"),
            ("", "https://acme.example"),
            ("ftp://acme.example", "https://acme.example"),
            ("http://acme.example/a", "https://acme.example/a"),
            ("http://127.0.0.1.evil.test", "https://127.0.0.1.evil.test"),
            ("https://", "https://acme.example"),
            ("https://me@acme.example", "https://acme.example"),
            ("https://acme.example:port", "https://acme.example"),
            ("https://acme .example", "https://acme.example"),
            ("https://acme.example/#a", "https://acme.example/"),
            ("https://acme.example?a=b", "https://acme.example"),
            ("https://acme.example/.well-known/openid-configuration", "https://acme.example"),
        ] {
            let fault = check(url, Url::Issuer).err().unwrap();
            assert_eq!(fault.fix, fix, "{url}");
            assert!(check(&fault.fix, Url::Issuer).is_ok(), "{url}");
        }
    }
}
