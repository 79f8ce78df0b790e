//! The line of a `Set-Cookie` header. It is written without a library, because every response of the session action has one;
//! a test compares it with one.

use std::borrow::Cow;

use http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{names::Attributes, options::Priority};
use crate::contract::UnixTime;

/// The characters that `encodeURIComponent` of ECMAScript encodes.
pub(super) const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// Writes the header that deletes a cookie.
pub(super) fn deletion(name: &str, attributes: &Attributes) -> String {
    line(name, "", attributes, (Some(0), None))
}

/// Writes the header of a cookie with its encoded value, its `Max-Age` in seconds, and its `Expires`.
pub(super) fn line(
    name: &str,
    value: &str,
    attributes: &Attributes,
    (age, end): (Option<u64>, Option<UnixTime>),
) -> String {
    let mut line = String::with_capacity(name.len() + value.len() + attributes.text.len() + 80);
    line.push_str(name);
    line.push('=');
    line.push_str(value);
    line.push_str(&attributes.text);
    if let Some(age) = age {
        line.push_str("; Max-Age=");
        line.push_str(&age.to_string());
    }
    if let Some(end) = end {
        line.push_str("; Expires=");
        end.push_http_date(&mut line);
    }
    line.push_str(match attributes.priority {
        None => "",
        Some(Priority::Low) => "; Priority=Low",
        Some(Priority::Medium) => "; Priority=Medium",
        Some(Priority::High) => "; Priority=High",
    });
    line
}

/// Returns the header of a line; `None` if it cannot be one.
pub(super) fn header(line: String) -> Option<HeaderValue> {
    let mut header = HeaderValue::try_from(line).ok()?;
    // Keeps the value out of `Debug` and out of the tables of header compression (RFC 7541 section
    // 7.1.3).
    header.set_sensitive(true);
    Some(header)
}

/// Encodes a value like `encodeURIComponent`. Tokens have nothing to encode, which one pass without branches shows.
pub(super) fn encode(value: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'.') | (byte == b'-') | (byte == b'_');
    if value.bytes().fold(true, |all, byte| all & is_plain(byte)) {
        Cow::Borrowed(value)
    } else {
        // Most values have room for a URL or a hash, and little to encode.
        let mut encoded = String::with_capacity(value.len() + 32);
        encoded.extend(utf8_percent_encode(value, COMPONENT));
        encoded.into()
    }
}
