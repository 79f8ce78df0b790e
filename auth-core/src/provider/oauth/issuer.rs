//! Issuers that differ, as errors name them.

use std::fmt;

/// The maximum length of an issuer in an error, in characters.
const MAX_LENGTH: usize = 200;

/// The issuer that a provider named, and the one that it had to name. Both are public. They are shortened, and characters
/// that could break a line of the log are escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherIssuer {
    found: String,
    expected: String,
}

impl OtherIssuer {
    pub(crate) fn new(found: &str, expected: &str) -> Self {
        let shorten = |issuer: &str| issuer.chars().take(MAX_LENGTH).collect();
        Self { found: shorten(found), expected: shorten(expected) }
    }
}

impl fmt::Display for OtherIssuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} instead of {:?}", self.found, self.expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_issuers_are_shown_in_one_short_line() {
        let other = OtherIssuer::new("https://evil.test\r\n\u{202e}ERROR", "https://op.test").to_string();
        assert_eq!(other, r#""https://evil.test\r\n\u{202e}ERROR" instead of "https://op.test""#);
        assert!(OtherIssuer::new(&"x".repeat(100_000), "https://op.test").to_string().len() < 300);
    }
}
