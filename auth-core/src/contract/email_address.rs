//! E-mail addresses in the canonical form by which they are compared, stored and looked up.

#[cfg(not(feature = "idna"))]
#[path = "email_address/ascii.rs"]
mod alphabet;
#[cfg(feature = "idna")]
#[path = "email_address/unicode.rs"]
mod alphabet;

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The maximum length of an e-mail address that mail can be sent to (RFC 5321 section 4.5.3.1.3), in bytes.
const MAX_LENGTH: usize = 254;
/// The maximum length of a local part (RFC 5321 section 4.5.3.1.1), in bytes.
const MAX_LOCAL_PART: usize = 64;
/// The characters that a local part may have next to letters and digits (`atext` of RFC 5322 section 3.2.3).
const ATEXT_SYMBOLS: &str = "!#$%&'*+-/=?^_`{|}~";

/// One e-mail address in its canonical form: two spellings of one address are equal, and so are their strings.
///
/// - White space around the address is removed.
/// - The local part, before the `@`, consists of atoms with dots between them (RFC 5321, RFC 6531), in Unicode's
///   normalization form C and in lower case, as Auth.js stores it. A letter that lower-casing or normalization would
///   turn into an ASCII letter is rejected, and so is every character that UTS 46 would replace or ignore.
/// - The domain is in the form that mail servers see: A-labels by UTS 46 (non-transitional, with the rules of STD 3),
///   in lower case. `bücher.example` becomes `xn--bcher-kva.example`.
///
/// Everything else is rejected: several addresses, quoted local parts, IP addresses in place of a domain, a dot at the
/// end, spaces, invisible and control characters, and more than 64 bytes of local part or 254 bytes in all. Thus an
/// `EmailAddress` can be put into a mail's envelope and header as it is.
///
/// Addresses that are not ASCII, and domains with A-labels, need the feature `idna`, which all databases, `email`,
/// `oauth` and `passkey` turn on. Without it they are rejected.
///
/// ```
/// use auth::EmailAddress;
///
/// let address = EmailAddress::parse("  Ada@Example.COM ")?;
/// assert_eq!(address.as_str(), "ada@example.com");
/// assert_eq!(address.domain(), "example.com");
/// assert!(EmailAddress::parse("ada@example.com\r\nBcc: eve@example.net").is_err());
/// # Ok::<(), auth::InvalidEmailAddress>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress {
    text: String,
    /// The number of bytes before the `@`.
    at: usize,
}

impl EmailAddress {
    /// Reads an e-mail address as a user types it or as a provider reports it.
    ///
    /// # Errors
    /// Fails if the input is not exactly one e-mail address.
    pub fn parse(text: &str) -> Result<Self, InvalidEmailAddress> {
        // Mapping can shorten a string, so only a string that is far too long is rejected before it.
        if text.len() > 4 * MAX_LENGTH {
            return Err(InvalidEmailAddress);
        }
        let (local, domain) = text.trim().split_once('@').ok_or(InvalidEmailAddress)?;
        let mut text = canonical_local_part(local).ok_or(InvalidEmailAddress)?;
        let domain = canonical_domain(domain).ok_or(InvalidEmailAddress)?;
        let at = text.len();
        text.push('@');
        text.push_str(&domain);
        if text.len() > MAX_LENGTH {
            return Err(InvalidEmailAddress);
        }
        Ok(Self { text, at })
    }

    /// Returns the canonical form, for example `ada@example.com`.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the part before the `@`.
    pub fn local_part(&self) -> &str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// Returns the domain as A-labels in lower case, for example `xn--bcher-kva.example`.
    pub fn domain(&self) -> &str {
        self.text.get(self.at + 1..).unwrap_or_default()
    }

    /// Returns `true` if the string is this e-mail address, in any spelling.
    ///
    /// ```
    /// use auth::EmailAddress;
    ///
    /// let address = EmailAddress::parse("ada@example.com")?;
    /// assert!(address.is_spelled(Some(" Ada@Example.com")));
    /// assert!(!address.is_spelled(None));
    /// # Ok::<(), auth::InvalidEmailAddress>(())
    /// ```
    pub fn is_spelled(&self, text: Option<&str>) -> bool {
        text.and_then(|text| Self::parse(text).ok()).is_some_and(|address| address == *self)
    }

    /// Returns the address with its domain as U-labels, for example `ada@bücher.example`. Users of other programs may
    /// be stored in this form. Do not show it: letters of several scripts look alike.
    ///
    /// ```
    /// use auth::EmailAddress;
    ///
    /// let address = EmailAddress::parse("ada@xn--bcher-kva.example")?;
    /// assert_eq!(address.to_unicode(), "ada@bücher.example");
    /// # Ok::<(), auth::InvalidEmailAddress>(())
    /// ```
    pub fn to_unicode(&self) -> String {
        format!("{}@{}", self.local_part(), alphabet::u_labels(self.domain()))
    }

    /// Returns `true` if the given domain, in any spelling, is exactly that of the address. A subdomain is another
    /// domain.
    ///
    /// ```
    /// use auth::EmailAddress;
    ///
    /// let address = EmailAddress::parse("ada@xn--bcher-kva.example")?;
    /// assert!(address.has_domain("Bücher.example"));
    /// assert!(!address.has_domain("example"));
    /// # Ok::<(), auth::InvalidEmailAddress>(())
    /// ```
    pub fn has_domain(&self, domain: &str) -> bool {
        canonical_domain(domain).is_some_and(|domain| domain == self.domain())
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for EmailAddress {
    type Err = InvalidEmailAddress;

    fn from_str(text: &str) -> Result<Self, InvalidEmailAddress> {
        Self::parse(text)
    }
}

impl AsRef<str> for EmailAddress {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl Serialize for EmailAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

/// The error for a string that is not exactly one e-mail address.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address such as `ada@example.com`")]
#[non_exhaustive]
pub struct InvalidEmailAddress;

impl std::fmt::Debug for InvalidEmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// Returns the canonical form of a local part; `None` if it is not one or has no stable form.
fn canonical_local_part(local: &str) -> Option<String> {
    if local.contains(alphabet::becomes_ascii) {
        return None;
    }
    let canonical = fold(local);
    (canonical.len() <= MAX_LOCAL_PART && canonical.split('.').all(is_atom) && fold(&canonical) == canonical)
        .then_some(canonical)
}

/// Returns the string in normalization form C and in lower case. A character whose lower case is ASCII or has several
/// characters is left as it is.
fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let normalized = alphabet::normalized(text);
    let lower = normalized.chars().map(|c| {
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(first), None) if c.is_ascii() || !first.is_ascii() => first,
            _ => c,
        }
    });
    alphabet::normalized(&lower.collect::<String>())
}

/// Returns `true` for a part of a local part between dots.
fn is_atom(atom: &str) -> bool {
    atom.chars().next().is_some_and(|first| !alphabet::is_mark(first)) && atom.chars().all(is_atext)
}

fn is_atext(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || ATEXT_SYMBOLS.contains(c)
    } else {
        (c.is_alphanumeric() || alphabet::is_mark(c)) && alphabet::is_valid(c)
    }
}

/// Returns the A-label form of a domain in lower case; `None` if it is not a domain name.
fn canonical_domain(domain: &str) -> Option<String> {
    let canonical = alphabet::a_labels(domain)?;
    (!is_ip_address(&canonical)).then_some(canonical)
}

/// Returns `true` if the domain ends in a number, so that programs would read it as an IPv4 address: `192.0.2.1`,
/// `0x7f.1`, `2130706433`.
fn is_ip_address(domain: &str) -> bool {
    let last = domain.rsplit('.').next().unwrap_or_default();
    let is_hex = last.strip_prefix("0x").is_some_and(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
    is_hex || last.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
