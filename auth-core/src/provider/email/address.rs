//! E-mail addresses, normalised before any other use.

use std::fmt;

use lettre::Address;
use unicode_normalization::UnicodeNormalization;

/// The maximum length of an e-mail address that mail can be sent to (RFC 5321 section 4.5.3.1.3), in bytes.
const MAX_LENGTH: usize = 254;

/// One e-mail address in the normal form that identifies its owner: NFKC, in lower case, without surrounding
/// white space.
///
/// The domain ends at a comma, as in Auth.js. Several addresses, quoted local parts, IP addresses in place of
/// a domain (`[192.0.2.1]`), spaces and control characters are rejected, so an `EmailAddress` can be put into
/// a mail's envelope and header as it is.
///
/// ```
/// use auth::provider::email::EmailAddress;
///
/// let address = EmailAddress::parse("  Ada@Example.COM ")?;
/// assert_eq!(address.as_str(), "ada@example.com");
/// assert!(EmailAddress::parse("ada@example.com\r\nBcc: eve@example.net").is_err());
/// # Ok::<(), auth::provider::email::InvalidEmailAddress>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EmailAddress(Address);

impl EmailAddress {
    /// Reads an e-mail address as a user types it.
    ///
    /// # Errors
    /// Fails if the input is not exactly one e-mail address.
    pub fn parse(text: &str) -> Result<Self, InvalidEmailAddress> {
        // Normalisation can lengthen a string, so a string that is far too long is rejected before it.
        if text.len() > 4 * MAX_LENGTH {
            return Err(InvalidEmailAddress);
        }
        let normalised = text.nfkc().collect::<String>().to_lowercase();
        let (local, domain) = normalised.trim().split_once('@').ok_or(InvalidEmailAddress)?;
        if domain.contains('@') || normalised.contains('"') {
            return Err(InvalidEmailAddress);
        }
        let domain = domain.split(',').next().unwrap_or_default();
        if !domain.chars().all(is_domain_char) || local.len() + 1 + domain.len() > MAX_LENGTH {
            return Err(InvalidEmailAddress);
        }
        Address::new(local, domain).map(Self).map_err(|_| InvalidEmailAddress)
    }

    /// Returns the address, for example `ada@example.com`.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// Converts the address into lettre's type.
    pub(super) fn into_address(self) -> Address {
        self.0
    }
}

/// Returns `true` if the character may appear in a domain. Characters beyond ASCII are left to the check by
/// IDNA.
fn is_domain_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || !c.is_ascii()
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The error for a string that is not exactly one e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address such as `ada@example.com`")]
#[non_exhaustive]
pub struct InvalidEmailAddress;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    fn parsed(text: &str) -> Option<String> {
        EmailAddress::parse(text).ok().map(|address| address.to_string())
    }

    #[test]
    fn addresses_are_normalised() {
        for (typed, known) in [
            ("  Foo@Example.com ", "foo@example.com"),
            ("foo@example.com", "foo@example.com"),
            ("foo@example.com,evil.com", "foo@example.com"),
            ("erin+tag@example.com", "erin+tag@example.com"),
            ("o'neil_x-y.z@sub.example.co.uk", "o'neil_x-y.z@sub.example.co.uk"),
            // Fullwidth letters, and a fullwidth `@`.
            ("ＦＯＯ@example.com", "foo@example.com"),
            ("foo＠example.com", "foo@example.com"),
            ("ÉRIN@BÜCHER.example", "érin@bücher.example"),
            ("\u{a0}foo@example.com\r\n", "foo@example.com"),
            ("erin@localhost", "erin@localhost"),
        ] {
            assert_eq!(parsed(typed).as_deref(), Some(known), "{typed:?}");
        }
    }

    #[test]
    fn anything_but_one_address_is_rejected() {
        let long = format!("{}@example.com", "a".repeat(65));
        let longer = format!("a@{}.com", "b.".repeat(130));
        for text in [
            "",
            " ",
            "erin",
            "@",
            "@example.com",
            "erin@",
            "erin@,example.com",
            "a@b@c.example",
            "a@evil.com\u{ff20}victim.com",
            "a@evil.com\u{fe6b}victim.com",
            "\"x@e.com\"@y.com",
            "\"erin\"@example.com",
            "erin@example.com,frank@evil.example",
            "erin@example.com frank@evil.example",
            "erin smith@example.com",
            "erin@exa mple.com",
            "erin@example.com\r\nBcc: frank@evil.example",
            "erin@example.com\nframe",
            "erin\r\n@example.com",
            "erin\u{0}@example.com",
            "erin\t@example.com",
            "erin\u{85}@example.com",
            "erin\u{2028}@example.com",
            "erin\u{200b}@example.com",
            "erin\u{feff}@example.com",
            "erin,frank@example.com",
            "erin;frank@example.com",
            "erin@example.com;frank",
            "Erin <erin@example.com>",
            "<erin@example.com>",
            "erin@[127.0.0.1]",
            "erin@[ipv6:::1]",
            "erin(comment)@example.com",
            "erin\\@example.com",
            "erin@-example.com",
            "erin@example..com",
            "erin@example.com.",
            "erin@example.com/x",
            "erin@example.com?bcc=x",
            &long,
            &longer,
        ] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
        assert_eq!(parsed(&"ａ".repeat(1_000_000)), None);
    }

    #[test]
    fn an_address_is_in_normal_form_and_cannot_break_a_line() {
        let mut noise = Noise::new();
        let mut taken = 0;
        for _ in 0..20_000 {
            let mut part = || noise.text(4, "aB@.-+\r\n\t ,;<>\"'\\é\u{ff20}");
            let text = format!("{}@{}", part(), part());
            let Some(address) = parsed(&text) else { continue };
            taken += 1;
            assert_eq!(parsed(&address).as_deref(), Some(address.as_str()), "{text:?}");
            assert_eq!(address.matches('@').count(), 1);
            assert!(
                !address.contains(|c: char| c.is_control() || c.is_whitespace() || ",;<>\"\\".contains(c))
            );
        }
        assert!(taken > 100, "only {taken}");
    }
}
