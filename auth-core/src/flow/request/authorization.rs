//! The header `Authorization` of a request. Keys and sessions of programs are in it alone, never in the URL or a form
//! (RFC 6750 section 2.3).

use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};

/// The header `Authorization` of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authorization<'r> {
    /// The request has no such header.
    Absent,
    /// The header holds a bearer token.
    Bearer(Bearer<'r>),
    /// The header is of another scheme, such as `Basic`, or of none.
    Other,
    /// The header says that it holds a bearer token, and none can be read: it is empty, has characters that no token has,
    /// or appears several times.
    Broken,
}

/// A bearer token. It is not verified.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bearer<'r>(pub(crate) &'r str);

impl std::fmt::Debug for Bearer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bearer(…)")
    }
}

impl<'r> Authorization<'r> {
    /// Reads the header.
    pub(crate) fn of(headers: &'r HeaderMap) -> Self {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let Some(first) = values.next() else { return Self::Absent };
        if values.next().is_some() {
            let is_bearer = headers.get_all(AUTHORIZATION).iter().any(|value| after_scheme(value).is_some());
            return if is_bearer { Self::Broken } else { Self::Other };
        }
        let Some(token) = after_scheme(first) else { return Self::Other };
        match std::str::from_utf8(token.trim_ascii()) {
            Ok(token) if is_token(token) => Self::Bearer(Bearer(token)),
            _ => Self::Broken,
        }
    }

    /// Returns `true` if the header holds a bearer token, or says so.
    pub(crate) fn is_bearer(self) -> bool {
        matches!(self, Self::Bearer(_) | Self::Broken)
    }
}

/// Returns what follows the scheme `Bearer`, in any case (RFC 9110 section 11.1); `None` for another scheme.
fn after_scheme(value: &HeaderValue) -> Option<&[u8]> {
    const SCHEME: &[u8] = b"bearer";
    let (scheme, rest) = value.as_bytes().split_at_checked(SCHEME.len())?;
    let ends = rest.first().is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    (scheme.eq_ignore_ascii_case(SCHEME) && ends).then_some(rest)
}

/// Returns `true` if a string can be a bearer token: `b64token` of RFC 6750, section 2.1.
fn is_token(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    !body.is_empty() && body.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    fn headers(values: &[&[u8]]) -> HeaderMap {
        values.iter().map(|value| (AUTHORIZATION, HeaderValue::from_bytes(value).unwrap())).collect()
    }

    #[test]
    fn the_scheme_is_read_in_any_case() {
        for value in ["Bearer abc.d-e_f~==", "bearer abc.d-e_f~==", "BEARER \t abc.d-e_f~== "] {
            let headers = headers(&[value.as_bytes()]);
            assert_eq!(Authorization::of(&headers), Authorization::Bearer(Bearer("abc.d-e_f~==")));
        }
    }

    #[test]
    fn other_schemes_and_broken_headers_are_no_tokens() {
        assert_eq!(Authorization::of(&HeaderMap::new()), Authorization::Absent);
        let other: [&[u8]; 6] = [b"", b"Basic YTpi", b"Bearers abc", b"abc", b"\xff\xfe", b"Bearer,abc"];
        for value in other {
            assert_eq!(Authorization::of(&headers(&[value])), Authorization::Other, "{value:?}");
        }
        let broken: [&[u8]; 6] =
            [b"Bearer", b"Bearer ", b"bearer a b", b"Bearer a,b", b"Bearer \xff", b"Bearer =="];
        for value in broken {
            assert_eq!(Authorization::of(&headers(&[value])), Authorization::Broken, "{value:?}");
        }
        assert_eq!(Authorization::of(&headers(&[b"Bearer a", b"Bearer a"])), Authorization::Broken);
        assert_eq!(Authorization::of(&headers(&[b"Basic a", b"Bearer a"])), Authorization::Broken);
        assert_eq!(Authorization::of(&headers(&[b"Basic a", b"Basic a"])), Authorization::Other);
    }

    #[test]
    fn noise_is_read_without_harm() {
        let mut noise = Noise::new();
        for _ in 0..5_000 {
            let Ok(value) = HeaderValue::from_bytes(&noise.bytes(40, b"Bearer \t=.,\xc3")) else { continue };
            let headers = HeaderMap::from_iter([(AUTHORIZATION, value)]);
            if let Authorization::Bearer(Bearer(token)) = Authorization::of(&headers) {
                assert!(is_token(token));
            }
        }
    }

    #[test]
    fn a_token_is_not_printed() {
        let headers = headers(&[b"Bearer abcdef"]);
        assert!(!format!("{:?}", Authorization::of(&headers)).contains("abcdef"));
    }
}
