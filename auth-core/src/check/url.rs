//! URLs as browsers read them (WHATWG URL, section 4.4), as far as needed to find out where they lead.

use std::{borrow::Cow, net::Ipv6Addr};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::config::origin::{Origin, Scheme};

/// The characters that would end a URL early, or change its meaning in a header or a page. Browsers treat a
/// backslash as a slash.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\');

/// The destination of a string, seen from an origin.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Leads {
    /// A string that begins with `/`. It is appended to the origin, whatever it looks like.
    Path(String),
    /// An absolute URL of the origin, without the origin.
    SameOrigin(String),
    /// An http(s) URL of another origin, or of a host that is not known for certain.
    Foreign(String),
    /// A URL that is neither http nor https.
    OtherScheme(String),
    /// A string that browsers reject.
    Nowhere,
}

/// Reads a string as `new URL(text)` does. All results are encoded by [`encode`].
pub(super) fn read(text: &str, origin: &Origin) -> Leads {
    if text.starts_with('/') {
        return Leads::Path(encode(text));
    }
    let text = clean(text);
    let Some((scheme, rest)) = split_scheme(&text) else { return Leads::Nowhere };
    let Some(http) = Scheme::parse(scheme) else { return Leads::OtherScheme(encode(&text)) };
    let Some((host_and_port, tail)) = split_authority(rest) else { return Leads::Nowhere };
    let tail = encode_tail(tail);
    match Origin::from_authority(http, host_and_port) {
        Ok(found) if found == *origin => Leads::SameOrigin(tail),
        _ => Leads::Foreign(format!("{}://{}{tail}", scheme.to_ascii_lowercase(), encode(host_and_port))),
    }
}

/// Returns `true` if browsers can resolve a string that begins with `/`: `//host` needs a valid host.
pub(super) fn is_resolvable(path: &str) -> bool {
    let path = clean(path);
    !path.starts_with(['/', '\\'])
        || !path.get(1..).is_some_and(|rest| rest.starts_with(['/', '\\']))
        || split_authority(&path).is_some()
}

/// Percent-encodes unsafe characters as UTF-8. Percent signs stay, so encoding again changes nothing.
pub(super) fn encode(text: &str) -> String {
    Cow::from(utf8_percent_encode(text, UNSAFE)).into_owned()
}

/// Encodes the part after the host, so that it is empty or begins with `/`, `?` or `#`.
fn encode_tail(tail: &str) -> String {
    match tail.strip_prefix('\\') {
        Some(rest) => format!("/{}", encode(rest)),
        None => encode(tail),
    }
}

/// Removes control characters and spaces at both ends, and tabs and line breaks anywhere.
fn clean(text: &str) -> Cow<'_, str> {
    let dropped = ['\t', '\n', '\r'];
    let text = text.trim_matches(|c| c <= ' ');
    if text.contains(dropped) { Cow::Owned(text.replace(dropped, "")) } else { Cow::Borrowed(text) }
}

fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    valid.then_some((scheme, rest))
}

/// Returns `host:port` without user and password, and the part after it; `None` if browsers reject the URL.
fn split_authority(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start_matches(['/', '\\']);
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at_checked(end)?;
    let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let (host, port) = split_port(host_and_port)?;
    (is_host(host) && is_port(port)).then_some((host_and_port, tail))
}

/// Splits host and port at the first colon outside brackets.
fn split_port(authority: &str) -> Option<(&str, &str)> {
    if !authority.starts_with('[') {
        return Some(authority.split_once(':').unwrap_or((authority, "")));
    }
    let (host, port) = authority.split_at_checked(authority.find(']')? + 1)?;
    if port.is_empty() { Some((host, "")) } else { Some((host, port.strip_prefix(':')?)) }
}

/// Returns `true` if the host may be valid. Names that have to be decoded first are accepted unseen.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let forbidden = |byte: u8| byte <= b' ' || b"#/:<>?@[\\]^|\x7f".contains(&byte);
    !host.is_empty() && !host.bytes().any(forbidden)
}

fn is_port(port: &str) -> bool {
    port.is_empty() || port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Leads::*, *};
    use crate::test_support::noise::Noise;

    fn read_at(origin: &str, text: &str) -> Leads {
        read(text, &Origin::parse(origin).unwrap())
    }

    #[test]
    fn urls_of_the_same_origin() {
        for (text, tail) in [
            ("http://a.test", ""),
            ("http://a.test/", "/"),
            ("http://a.test/x?y#z", "/x?y#z"),
            ("http://a.test?x", "?x"),
            ("http://a.test#x", "#x"),
            ("HTTP://A.TEST/Deep", "/Deep"),
            ("http://a.test:80/x", "/x"),
            ("http://a.test:0080/x", "/x"),
            ("http://a.test:/x", "/x"),
            ("  http://a.test/x \u{1f}", "/x"),
            ("ht\ntp:\t//a.te\rst/x\ny", "/xy"),
            ("http:a.test/x", "/x"),
            ("http:/a.test/x", "/x"),
            ("http:\\\\a.test\\x", "/x"),
            ("http:////\\a.test/x", "/x"),
            ("http://user:pw@a.test/x", "/x"),
            ("http://evil.test@a.test/x", "/x"),
            ("http://@a.test/x", "/x"),
            ("http://a@b@a.test/x", "/x"),
            ("http://a.test//evil.test", "//evil.test"),
            ("http://a.test\\@evil.test", "/@evil.test"),
            ("http://a.test/\\evil.test", "/%5Cevil.test"),
            ("http://a.test/@evil.test", "/@evil.test"),
            ("http://a.test/é <\">", "/%C3%A9%20%3C%22%3E"),
            ("http://a.test/\0", "/"),
            ("http://a.test/\0x", "/%00x"),
            ("http://a.test/%0d%0a", "/%0d%0a"),
        ] {
            assert_eq!(read_at("http://a.test", text), SameOrigin(tail.to_owned()), "{text:?}");
        }
        assert_eq!(read_at("http://[::1]:3000", "http://[0:0::1]:3000/x"), SameOrigin("/x".to_owned()));
        assert_eq!(read_at("https://a.test:8443", "https://a.test:8443"), SameOrigin(String::new()));
    }

    #[test]
    fn urls_of_other_origins() {
        for text in [
            "https://a.test/x",
            "http://a.test:81/x",
            "http://a.test:443",
            "http://evil.test",
            "https:evil.test/x",
            " https://evil.test/x",
            "http://a.test@evil.test/x",
            "http://a.test:80@evil.test",
            "http://a.test%2f@evil.test",
            "http://a.test.evil.test/x",
            "http://a.test./x",
            "http://evil.test#http://a.test",
            "http://evil.test\\@a.test/x",
            "http://evil.test/@a.test",
            "http://evil.test?@a.test",
            "http://a。test/x",
            "http://a\u{ff0e}test/x",
            "http://ａ.test/x",
            "http://a.te\u{ad}st/x",
            "http://%61.test/x",
            "http://a.test%00.evil.test",
            "http://a.test%5c.evil.test",
            "http://0x7f.1/",
            "http://a.test\u{2028}/x",
            "http://[::1]/x",
            "http://a.test:0/x",
        ] {
            assert!(matches!(read_at("http://a.test", text), Foreign(_)), "{text:?}");
        }
        let foreign = |text| read_at("http://a.test", text);
        assert_eq!(foreign("HTTPS:\\\\u:p@Evil.test\\x y"), Foreign("https://Evil.test/x%20y".to_owned()));
        assert_eq!(foreign("http://é.test/é"), Foreign("http://%C3%A9.test/%C3%A9".to_owned()));
    }

    #[test]
    fn strings_that_browsers_reject() {
        for text in [
            "",
            " ",
            "welcome",
            "?x=1",
            "#x",
            "\\x",
            "\\\\x",
            " /x",
            "\t//evil.test",
            "www.evil.test/x",
            "http%3A%2F%2Fa.test",
            "1http://a.test",
            ":",
            "://a.test",
            "http:",
            "http://",
            "http:///",
            "http://@",
            "http://user@/x",
            "http://:80/x",
            "http://?x",
            "http://#x",
            "http://a.test:x",
            "http://a.test:80:80",
            "http://a.test:65536",
            "http://a.test:99999999999999999999",
            "http://a.test:-1",
            "http://a.test:+80",
            "http://a b",
            "http://a.test /x",
            "http://a\0.test",
            "http://a.test<",
            "http://a^b",
            "http://a|b",
            "http://a]b",
            "http://[::1",
            "http://[::1]x",
            "http://[::1%25eth0]",
            "http://[]",
            "http://[a.test]",
            "\u{a0}http://a.test",
        ] {
            assert_eq!(read_at("http://a.test", text), Nowhere, "{text:?}");
        }
    }

    #[test]
    fn urls_of_other_schemes() {
        for text in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "ftp://a.test",
            "myapp:x",
            "a.test:80",
        ] {
            assert!(matches!(read_at("http://a.test", text), OtherScheme(_)), "{text:?}");
        }
    }

    #[test]
    fn paths_are_kept_as_they_are() {
        for (text, path) in [
            ("/", "/"),
            ("/x?y#z", "/x?y#z"),
            ("//x", "//x"),
            ("/\\x", "/%5Cx"),
            ("/\t/x", "/%09/x"),
            ("/x\r\nSet-Cookie: a=1", "/x%0D%0ASet-Cookie:%20a=1"),
            ("/a/../../b", "/a/../../b"),
            ("/\u{202e}", "/%E2%80%AE"),
        ] {
            assert_eq!(read_at("http://a.test", text), Path(path.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn network_paths_need_a_host() {
        for path in ["/", "/x", "//x", "///x", "/\\x", "/\t/x", "//x:80", "//u@x"] {
            assert!(is_resolvable(path), "{path:?}");
        }
        for path in ["//", "///", "/\\", "/\n/", "//:80", "//x:y", "//[", "//a b", "//?x"] {
            assert!(!is_resolvable(path), "{path:?}");
        }
    }

    #[test]
    fn noise_and_long_strings_do_no_harm() {
        let mut noise = Noise::new();
        for round in 0..20_000 {
            let text = noise.text(30, "htp:/\\@a.test?#[]%1 \t");
            let text = if round % 2 == 0 { text } else { format!("http://{text}") };
            if let SameOrigin(tail) = read_at("http://a.test", &text) {
                assert!(tail.is_empty() || tail.starts_with(['/', '?', '#']), "{text:?}");
            }
            is_resolvable(&text);
        }
        for piece in ["/", "@", ":", "[", "é", "http://", "\t"] {
            let long = piece.repeat(100_000);
            read_at("http://a.test", &long);
            read_at("http://a.test", &format!("http://{long}"));
        }
    }
}
