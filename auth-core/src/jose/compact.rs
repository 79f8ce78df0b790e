//! The parts of a compact JWE.

use super::JoseError;

/// The length of the IV and of a block of A256CBC-HS512, in bytes.
pub(super) const BLOCK: usize = 16;

/// The length of the tag of A256CBC-HS512, in bytes.
pub(super) const TAG: usize = 32;

/// The parts of a compact JWE whose encrypted key is empty, as `dir` requires (RFC 7518 section 4.5).
pub(super) struct Jwe<'a> {
    pub(super) header: &'a str,
    pub(super) iv: &'a str,
    pub(super) ciphertext: &'a str,
    pub(super) tag: &'a str,
}

impl<'a> Jwe<'a> {
    /// Splits a token of A256CBC-HS512 with this header, whose parts have known places; `None` for any other.
    pub(super) fn behind(header: &'a str, token: &'a str) -> Option<Self> {
        const IV: usize = encoded_len(BLOCK);
        let rest = token.strip_prefix(header)?.strip_prefix("..")?;
        let (iv, rest) = rest.split_at_checked(IV)?;
        let rest = rest.strip_prefix('.')?;
        let (rest, tag) = rest.split_at_checked(rest.len().checked_sub(encoded_len(TAG))?)?;
        let ciphertext = rest.strip_suffix('.')?;
        // One pass without branches. The dots of others are found part by part.
        let has_dots = [iv, ciphertext, tag]
            .iter()
            .any(|part| part.bytes().fold(false, |any, byte| any | (byte == b'.')));
        (!has_dots).then_some(Self { header, iv, ciphertext, tag })
    }

    pub(super) fn split(token: &'a str) -> Result<Self, JoseError> {
        let mut parts = token.split('.');
        let mut part = || parts.next().ok_or(JoseError::Malformed);
        let (header, encrypted_key) = (part()?, part()?);
        let jwe = Self { header, iv: part()?, ciphertext: part()?, tag: part()? };
        if encrypted_key.is_empty() && parts.next().is_none() { Ok(jwe) } else { Err(JoseError::Malformed) }
    }
}

/// Returns the number of characters that bytes take in base64url without padding.
pub(super) const fn encoded_len(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_by_their_places_as_by_their_dots() {
        let (iv, tag) = ("i".repeat(22), "t".repeat(43));
        let parts = |jwe: Jwe<'_>| [jwe.header, jwe.iv, jwe.ciphertext, jwe.tag].map(str::to_owned);
        for ciphertext in ["", "c", "ciphertext"] {
            let token = format!("header..{iv}.{ciphertext}.{tag}");
            let by_place = Jwe::behind("header", &token).map(parts).unwrap();
            assert_eq!(by_place, Jwe::split(&token).map(parts).unwrap());
        }
        for other in [
            format!("head..{iv}.c.{tag}"),
            format!("header.key.{iv}.c.{tag}"),
            format!("header..{iv}i.c.{tag}"),
            format!("header..{iv}.c.{tag}t"),
            format!("header..{iv}.c.d.{tag}"),
            format!("header..{iv}.{tag}"),
            format!("header..{iv}.c.{}", &tag[1..]),
            format!("header..{}.c.{tag}", &iv[1..]),
            format!("header..{iv}.c.{}.", &tag[1..]),
            "header..".to_owned(),
            "header".to_owned(),
            String::new(),
        ] {
            assert!(Jwe::behind("header", &other).is_none(), "{other}");
        }
    }
}
