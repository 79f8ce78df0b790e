//! API keys as text: `{prefix}_{id}_{secret}`. The prefix names the kind, the ID finds the row, and 256 random bits are
//! the secret, of which only a hash is stored.

use sha2::{Digest, Sha256};

use crate::{
    contract::{Secret, api_key},
    hex,
    random::{self, Random},
};

/// The number of characters of an ID.
const ID: usize = 16;

/// The number of characters of a secret. 62 to the power of 43 is more than 2 to the power of 256.
const SECRET: usize = 43;

/// The digits of IDs and secrets.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The parts of a key.
#[derive(Clone, Copy)]
pub(super) struct KeyParts<'t> {
    pub(super) prefix: &'t str,
    pub(super) id: &'t str,
    secret: &'t str,
}

impl<'t> KeyParts<'t> {
    /// Reads a key; `None` if the text does not have the form of one.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let (prefix, rest) = text.split_once('_')?;
        let (id, secret) = rest.split_once('_')?;
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let fits = id.len() == ID && secret.len() == SECRET && is_digits(id) && is_digits(secret);
        (fits && api_key::is_prefix(prefix)).then_some(Self { prefix, id, secret })
    }

    /// Returns the hash under which the secret is stored. 256 random bits need no slow hash.
    pub(super) fn hash(self) -> Secret {
        hash(self.secret)
    }
}

/// Returns the SHA-256 of a secret as hexadecimal digits.
fn hash(secret: &str) -> Secret {
    Secret::new(hex::encode(&Sha256::digest(secret)))
}

/// A key that was just made.
pub(super) struct FreshKey {
    pub(super) id: String,
    pub(super) text: Secret,
    pub(super) hash: Secret,
}

/// Makes a key.
pub(super) fn make(prefix: &str, random: &dyn Random) -> FreshKey {
    let id = digits::<ID>(&mut random::bytes::<12>(random));
    let secret = Secret::new(digits::<SECRET>(&mut random::bytes::<32>(random)));
    let text = Secret::new(format!("{prefix}_{id}_{}", secret.expose()));
    FreshKey { id, text, hash: hash(secret.expose()) }
}

/// Writes a number as `N` digits of base 62, the lowest first. The number is used up.
fn digits<const N: usize>(number: &mut [u8]) -> String {
    let mut text = String::with_capacity(N);
    for _ in 0..N {
        let mut rest = 0_u16;
        for byte in number.iter_mut() {
            let value = rest << 8 | u16::from(*byte);
            // The rest is less than 62, so the quotient fits into a byte.
            (*byte, rest) = (u8::try_from(value / 62).unwrap_or(u8::MAX), value % 62);
        }
        text.push(DIGITS.get(usize::from(rest)).copied().map_or('0', char::from));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn a_key_is_read_as_it_was_made() {
        let mut seen = HashSet::new();
        for _ in 0..200 {
            let key = make("acme", &SystemRandom);
            assert_eq!(key.text.expose().len(), "acme".len() + 1 + ID + 1 + SECRET);
            let parts = KeyParts::of(key.text.expose()).unwrap();
            assert!(parts.prefix == "acme" && parts.id == key.id && parts.hash() == key.hash);
            assert!(key.hash.expose().len() == 64 && !key.hash.expose().contains(parts.secret));
            assert!(seen.insert(key.id.clone()) && seen.insert(parts.secret.to_owned()));
        }
    }

    #[test]
    fn all_bits_are_in_the_digits() {
        let value = |text: &str| -> Vec<u8> {
            let mut number = [0_u8; 33];
            for digit in text.bytes().rev() {
                let mut carry = DIGITS.iter().position(|&known| known == digit).unwrap();
                for byte in number.iter_mut().rev() {
                    carry += usize::from(*byte) * 62;
                    (*byte, carry) = ((carry & 255) as u8, carry >> 8);
                }
            }
            number[1..].to_vec()
        };
        for bytes in [[0; 32], [255; 32], random::bytes(&SystemRandom)] {
            assert_eq!(value(&digits::<SECRET>(&mut bytes.clone())), bytes);
        }
    }

    #[test]
    fn only_the_whole_form_is_read() {
        let key = make("acme", &SystemRandom).text.expose().to_owned();
        let swapped = key.replacen('_', "-", 1);
        let broken = [
            "",
            "_",
            "__",
            "acme",
            "acme__",
            &key[1..].replace("cme", ""),
            &key[..key.len() - 1],
            &format!("{key}0"),
            &format!(" {key}"),
            &format!("{key} "),
            &swapped,
            &key.to_uppercase(),
            &format!("acme_{key}"),
            &key.replace("acme", "ac-e"),
            &key.replace("acme", ""),
            &key.replace("acme", "acmeacmeacmeacmea"),
        ];
        for text in broken {
            assert!(KeyParts::of(text).is_none(), "{text}");
        }
    }
}
