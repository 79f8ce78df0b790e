//! The cookies of a request, read without copying them.

use std::borrow::Cow;

use http::{HeaderMap, header::COOKIE};

use crate::contract::callback::arguments::Cookies;

/// The maximum number of cookies with one name that are tried. Browsers send several if they have one for each of several
/// paths or domains; an attacker may have planted many.
pub(crate) const MAX_TRIED: usize = 4;

/// The cookies of a request, in their order. There are only a few, so a look-up walks the list.
pub(crate) struct RequestCookies<'r> {
    pairs: Vec<(&'r str, &'r str)>,
}

impl RequestCookies<'static> {
    /// The cookies of a request without any.
    pub(crate) const NONE: &'static Self = &Self { pairs: Vec::new() };
}

impl<'r> RequestCookies<'r> {
    /// Reads the cookies of one or several `Cookie` headers (HTTP/2 may split them).
    pub(crate) fn new(headers: &'r HeaderMap) -> Self {
        let mut pairs = Vec::new();
        for header in headers.get_all(COOKIE) {
            let bytes = header.as_bytes();
            pairs.reserve(8);
            match std::str::from_utf8(bytes) {
                Ok(text) => pairs.extend(text.split(';').filter_map(pair)),
                // Only the pairs that are not UTF-8 are skipped.
                Err(_) => {
                    let texts =
                        bytes.split(|&byte| byte == b';').filter_map(|pair| std::str::from_utf8(pair).ok());
                    pairs.extend(texts.filter_map(pair));
                }
            }
        }
        Self { pairs }
    }

    /// Returns the decoded value of a cookie; the first one if the name is repeated.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'r, str>> {
        self.raw().find(|(candidate, _)| *candidate == name).map(|(_, value)| decode(value))
    }

    /// Returns the decoded values of the cookies with a name in the order in which they were sent, at most [`MAX_TRIED`].
    pub(crate) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = Cow<'r, str>> + use<'r, 'n> {
        let named = self.raw().filter(move |(candidate, _)| *candidate == name);
        named.map(|(_, value)| decode(value)).take(MAX_TRIED)
    }

    /// Returns names and decoded values in their order, including repeated names.
    #[cfg(test)]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'r str, Cow<'r, str>)> {
        self.raw().map(|(name, value)| (name, decode(value)))
    }

    /// Returns names and values as they were sent.
    pub(super) fn raw(&self) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.pairs.iter().copied()
    }
}

impl Cookies<'_> {
    /// Returns the percent-decoded value of a cookie; the first one if the name is repeated.
    pub fn get(&self, name: &str) -> Option<String> {
        RequestCookies::new(self.headers()?).get(name).map(Cow::into_owned)
    }
}

/// Splits `name=value`, and trims spaces and tabs around both; `None` without a name.
fn pair(text: &str) -> Option<(&str, &str)> {
    let blank = |c| matches!(c, ' ' | '\t');
    let (name, value) = text.split_once('=')?;
    let name = name.trim_matches(blank);
    (!name.is_empty()).then(|| (name, value.trim_matches(blank)))
}

/// Decodes a value like `decodeURIComponent` of ECMAScript. A value that cannot be decoded stays unchanged.
pub(super) fn decode(value: &str) -> Cow<'_, str> {
    // A token is long and has no percent sign, which one pass without branches shows.
    if !value.bytes().fold(false, |any, byte| any | (byte == b'%')) {
        return Cow::Borrowed(value);
    }
    let escaped = value.split_once('%');
    let decoded = escaped.and_then(|(plain, escaped)| unescape(plain, escaped));
    decoded.map_or(Cow::Borrowed(value), Cow::Owned)
}

/// Decodes the rest of a value after its first percent sign. The bytes between two percent signs are copied together,
/// because most values have one or two.
fn unescape(plain: &str, escaped: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(plain.len() + escaped.len());
    bytes.extend_from_slice(plain.as_bytes());
    for part in escaped.split('%') {
        let (digits, rest) = part.as_bytes().split_first_chunk::<2>()?;
        let [high, low] = digits.map(|digit| char::from(digit).to_digit(16));
        bytes.push(u8::try_from(high? * 16 + low?).ok()?);
        bytes.extend_from_slice(rest);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::test_support::noise::Noise;

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        lines.iter().map(|line| (COOKIE, HeaderValue::from_bytes(line).unwrap())).collect()
    }

    fn all(lines: &[&[u8]]) -> Vec<(String, String)> {
        let headers = headers(lines);
        let cookies = RequestCookies::new(&headers);
        cookies.iter().map(|(name, value)| (name.to_owned(), value.into_owned())).collect()
    }

    #[test]
    fn the_header_of_the_protocol_sheet() {
        let headers = headers(&[br#"a=1; a=2; b="q"; c=%E0%A4%A; d = x ; e=; g"#]);
        let cookies = RequestCookies::new(&headers);
        assert_eq!(cookies.get("a").as_deref(), Some("1"));
        assert_eq!(cookies.get("b").as_deref(), Some("\"q\""));
        assert_eq!(cookies.get("c").as_deref(), Some("%E0%A4%A"));
        assert_eq!(cookies.get("d").as_deref(), Some("x"));
        assert_eq!(cookies.get("e").as_deref(), Some(""));
        assert_eq!(cookies.get("g"), None);
        assert_eq!(cookies.iter().count(), 6);
    }

    #[test]
    fn several_headers_are_one_list() {
        let found = all(&[b"a=1;\tb=2", b"c=x=y"]);
        assert_eq!(found, [("a", "1"), ("b", "2"), ("c", "x=y")].map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn only_pairs_that_are_not_utf8_are_skipped() {
        let found = all(&[b"a=1; b=\xff\xfe; \xff=1; =nameless; c=3"]);
        assert_eq!(found, [("a", "1"), ("c", "3")].map(|(n, v)| (n.to_owned(), v.to_owned())));
    }

    #[test]
    fn values_are_decoded_as_ecmascript_does() {
        assert_eq!(decode("https%3A%2F%2Fa.test"), "https://a.test");
        assert_eq!(decode("%F0%9F%9A%80"), "🚀");
        for raw in ["%", "%4", "%zz", "%41%", "%ff", "a%C3", "%ED%A0%80", "%+1"] {
            assert_eq!(decode(raw), raw);
        }
    }

    #[test]
    fn a_plain_value_is_borrowed() {
        let headers = headers(&[b"a=eyJhbGciOiJkaXIi"]);
        assert!(matches!(RequestCookies::new(&headers).get("a"), Some(Cow::Borrowed(_))));
    }

    #[test]
    fn noise_is_read_without_harm() {
        let mut noise = Noise::new();
        for _ in 0..5_000 {
            let Ok(value) = HeaderValue::from_bytes(&noise.bytes(200, b"=;% \tab41\"\xc3")) else { continue };
            let headers = HeaderMap::from_iter([(COOKIE, value)]);
            for (name, value) in RequestCookies::new(&headers).iter() {
                assert!(!name.is_empty() && !name.contains([';', '=']) && value.len() <= 200);
            }
        }
    }
}
