//! Secrets: types that cannot be printed, are compared in constant time, and are wiped from memory when dropped.

use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use super::into_text::{IntoText, into_text};

/// A confidential value, for example a password from a form, a key or a client secret.
///
/// It does not implement `Debug`, `Display`, `Serialize` or `Default`, so it cannot get into a log, a page or a
/// session by mistake. The string is wiped from memory when the value is dropped.
///
/// ```
/// use auth::Secret;
///
/// let password = Secret::new("correct horse");
/// assert_eq!(password.expose(), "correct horse");
/// ```
///
/// ```compile_fail
/// # use auth::Secret;
/// println!("{:?}", Secret::new("correct horse"));
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

into_text!(Secret);

impl Secret {
    /// Wraps a string.
    pub fn new(text: impl IntoText<String>) -> Self {
        Self(Zeroizing::new(text.into_text()))
    }

    /// Returns the string. Check every call of this method in a review.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Returns `true` if the string is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Compares in constant time, so that the duration does not reveal where two secrets differ. It may reveal their
/// lengths.
impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.expose().as_bytes(), other.expose().as_bytes());
        a.len() == b.len() && a.iter().zip(b).fold(0u8, |difference, (x, y)| difference | (x ^ y)) == 0
    }
}

impl Eq for Secret {}

/// Compares in constant time, as two secrets are compared.
impl PartialEq<str> for Secret {
    fn eq(&self, other: &str) -> bool {
        *self == Self::new(other)
    }
}

impl PartialEq<&str> for Secret {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl PartialEq<String> for Secret {
    fn eq(&self, other: &String) -> bool {
        *self == **other
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// The secrets of an application, newest first. The first one encrypts, and every one decrypts. There is at least
/// one.
///
/// ```
/// use auth::{Secret, config::Secrets};
///
/// let secrets = Secrets::new([Secret::new("new"), Secret::new("old")]).expect("not empty");
/// assert_eq!(secrets.newest().expose(), "new");
/// ```
#[derive(Clone)]
pub struct Secrets {
    newest: Secret,
    older: Vec<Secret>,
}

impl Secrets {
    /// Collects the non-empty secrets of a list, in its order; `None` if there are none.
    pub fn new(list: impl IntoIterator<Item = Secret>) -> Option<Self> {
        let mut list = list.into_iter().filter(|secret| !secret.is_empty());
        Some(Self { newest: list.next()?, older: list.collect() })
    }

    /// Returns the secret that encrypts.
    pub fn newest(&self) -> &Secret {
        &self.newest
    }

    /// Returns all secrets, newest first.
    pub fn iter(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.newest).chain(&self.older)
    }

    /// Returns all secrets, joined by commas. Auth.js hashes this string for CSRF tokens and magic links.
    pub fn joined(&self) -> Secret {
        let texts: Vec<&str> = self.iter().map(Secret::expose).collect();
        Secret::new(texts.join(","))
    }
}

impl From<Secret> for Secrets {
    fn from(secret: Secret) -> Self {
        Self { newest: secret, older: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_keep_their_order_and_drop_empty_ones() {
        let secrets = Secrets::new(["", "a", "", "b"].map(Secret::new)).unwrap();
        assert_eq!(secrets.newest().expose(), "a");
        assert_eq!(secrets.joined().expose(), "a,b");
        assert!(Secrets::new([Secret::new("")]).is_none());
    }

    #[test]
    fn secrets_compare_by_content() {
        assert!(Secret::new("a") == Secret::new("a"));
        assert!(Secret::new("a") != Secret::new("b"));
        assert!(Secret::new("a") != Secret::new("aa"));
    }
}
