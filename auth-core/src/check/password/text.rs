//! Passwords as the bytes that are hashed: the same for every keyboard.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Returns a password in the normalization form NFC, as NIST SP 800-63B-4 and RFC 8265 have it: an `ä` is the same
/// password whether a keyboard sends it as one character or as two.
pub(super) fn normalized(typed: &str) -> Zeroizing<String> {
    // Enough for every string that does not grow, so that no part of a password is left in memory that was given up.
    let mut text = Zeroizing::new(String::with_capacity(typed.len() * 3));
    text.extend(typed.nfc());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_password_has_one_form() {
        assert_eq!(*normalized("a\u{308}rger"), *normalized("ärger"));
        assert_ne!(*normalized("ﬁ"), *normalized("fi"));
        assert_ne!(*normalized("a "), *normalized("a"));
    }
}
