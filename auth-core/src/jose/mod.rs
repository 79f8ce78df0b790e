//! JOSE: the two formats of tokens, encrypted (JWE) and signed (JWS), and the checks that both have.

#[cfg(any(feature = "oauth", feature = "signed"))]
mod backend;
mod compact;
mod form;
mod header;
mod jwe;
#[cfg(feature = "signed")]
mod jws;
mod keys;
#[cfg(feature = "oauth")]
mod public_key;
#[cfg(any(feature = "oauth", feature = "signed"))]
mod signing_key;
#[cfg(all(test, any(feature = "oauth", feature = "signed")))]
pub(crate) mod test_keys;
#[cfg(feature = "oauth")]
#[cfg(test)]
#[path = "tests/wycheproof.rs"]
mod wycheproof;

#[cfg(feature = "oauth")]
use std::borrow::Cow;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

#[cfg(feature = "signed")]
pub use self::jws::SignedKeys;
#[cfg(feature = "oauth")]
pub(crate) use self::public_key::PublicKey;
#[cfg(any(feature = "oauth", feature = "signed"))]
pub use self::signing_key::SigningKey;
pub(crate) use self::{
    form::{is_encrypted, is_signed},
    keys::TokenKeys,
};
use crate::contract::UnixTime;

/// The tolerated difference between the clocks of two servers.
pub(crate) const TOLERANCE: Duration = Duration::from_secs(15);

/// The maximum length of a token, in bytes. Cookies stay far below it.
const MAX_TOKEN: usize = 256 * 1024;

/// A signed token that is not verified yet (RFC 7515 section 3.1).
#[cfg(feature = "oauth")]
pub(crate) struct Unverified<'t> {
    header: header::Header,
    /// The signed part of the token.
    pub(crate) message: &'t str,
    pub(crate) payload: Vec<u8>,
    pub(crate) signature: Vec<u8>,
}

#[cfg(feature = "oauth")]
impl<'t> Unverified<'t> {
    /// Splits a compact JWS into its parts.
    pub(crate) fn split(token: &'t str) -> Result<Self, JoseError> {
        if token.len() > MAX_TOKEN {
            return Err(JoseError::TooLarge);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(JoseError::Malformed)?;
        let (header, payload) = message.split_once('.').ok_or(JoseError::Malformed)?;
        let header = header::Header::parse(header)?;
        let payload = decode(payload)?;
        // A signature that is not base64url is a wrong signature of a token that is otherwise well-formed.
        let signature = decode(signature).map_err(|_| JoseError::Signature)?;
        Ok(Self { header, message, payload, signature })
    }

    /// Returns the algorithm that the header names, to compare it with the allowed ones.
    pub(crate) fn alg(&self) -> Option<&str> {
        self.header.text("alg")
    }

    /// Returns `false` if the header names an explicit type (RFC 8725 section 3.11), such as `at+jwt`, that is not one
    /// of these. Types are compared without regard to case and to the prefix `application/` (RFC 7515 section 4.1.9).
    pub(crate) fn may_be(&self, types: &[&str]) -> bool {
        let Some(typ) = self.header.get("typ").filter(|typ| !typ.is_null()) else { return true };
        let typ = typ.as_str().unwrap_or("+jwt").to_ascii_lowercase();
        let typ = typ.strip_prefix("application/").unwrap_or(&typ);
        !typ.ends_with("+jwt") || types.contains(&typ)
    }

    /// Returns the ID of the key that the header names. Some providers write a number. A header with anything else names
    /// no key.
    pub(crate) fn kid(&self) -> Option<Cow<'_, str>> {
        public_key::key_id(self.header.get("kid")?)
    }
}

/// The reason why a token or a signing key is rejected. It contains no key, no claim and no part of the
/// token.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JoseError {
    /// The token is longer than 256 KiB.
    #[error("the token is too large")]
    TooLarge,
    /// The token does not have the parts of a compact JWE or JWS, a part is not base64url, or the header is
    /// not an object.
    #[error("the token is malformed")]
    Malformed,
    /// The header has `crit` or `zip`, or a `typ` other than `JWT`.
    #[error("the token's header requires an unsupported feature")]
    Unsupported,
    /// `alg` or `enc` is not allowed here, or does not belong to the key.
    #[error("the token's algorithm is not allowed")]
    Algorithm,
    /// No key has the token's `kid`.
    #[error("no key matches the token")]
    UnknownKey,
    /// The token was made with another key, or has been changed.
    #[error("the token cannot be decrypted")]
    Decryption,
    /// The token was made with another key, or has been changed.
    #[error("the token's signature is wrong")]
    Signature,
    /// The claims are not the expected JSON, or cannot be written as JSON.
    #[error("the token's claims are not the expected JSON")]
    Claims,
    /// `iss`, `sub` or `aud` in the header differ from the claims.
    #[error("the token's header contradicts its claims")]
    HeaderClaims,
    /// `exp` has passed.
    #[error("the token has expired")]
    Expired,
    /// `nbf` is in the future.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// The signing key is not a private key for this algorithm in PKCS#8 PEM.
    #[error("the signing key is not a private key of this algorithm in PKCS#8 PEM")]
    InvalidKey,
    /// The signing key is an RSA key under 2048 bits, or an HS256 secret under 32 bytes.
    #[error("the signing key is too short")]
    WeakKey,
}

crate::contract::readable::debug_by_message!(JoseError);

/// Checks that a token is valid at `now`, as Auth.js does: with [`TOLERANCE`] on either side, and forever
/// without `exp`.
///
/// `now` counts in whole seconds. A token is accepted until strictly less than 15 seconds after `exp`.
pub(crate) fn check_times(
    exp: Option<UnixTime>,
    nbf: Option<UnixTime>,
    now: UnixTime,
) -> Result<(), JoseError> {
    let now = UnixTime::from_secs(now.as_secs());
    if nbf.is_some_and(|nbf| nbf > now + TOLERANCE) {
        return Err(JoseError::NotYetValid);
    }
    if exp.is_some_and(|exp| exp <= now - TOLERANCE) {
        return Err(JoseError::Expired);
    }
    Ok(())
}

/// Encodes bytes as base64url without padding (RFC 7515 section 2).
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Decodes a part. Padding, foreign characters and leftover bits are errors, so the same bytes have one
/// encoding.
pub(crate) fn decode(part: &str) -> Result<Vec<u8>, JoseError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| JoseError::Malformed)
}

/// Decodes a number of a public key, of which nothing depends on its encoding: base64url or plain base64, with or without
/// padding, leftover bits and white space.
#[cfg(feature = "oauth")]
fn decode_leniently(number: &str) -> Option<Vec<u8>> {
    use base64::{
        alphabet,
        engine::{GeneralPurpose, GeneralPurposeConfig},
    };
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true).with_encode_padding(false);
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::URL_SAFE,
        CONFIG.with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent),
    );
    let plain = number.chars().filter(|character| !character.is_ascii_whitespace());
    let url_safe: String = plain
        .map(|character| match character {
            '+' => '-',
            '/' => '_',
            other => other,
        })
        .collect();
    LENIENT.decode(url_safe).ok()
}

/// Decodes a part of a fixed length.
fn decode_array<const N: usize>(part: &str) -> Result<[u8; N], JoseError> {
    let mut bytes = [0; N];
    match URL_SAFE_NO_PAD.decode_slice(part, &mut bytes) {
        Ok(length) if length == N => Ok(bytes),
        _ => Err(JoseError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn ago(secs: i64) -> Option<UnixTime> {
        Some(UnixTime::from_secs(NOW.as_secs() - secs))
    }

    #[test]
    fn a_token_is_accepted_until_less_than_15_seconds_after_exp() {
        assert_eq!(check_times(ago(14), None, NOW), Ok(()));
        assert_eq!(check_times(ago(15), None, NOW), Err(JoseError::Expired));
        assert_eq!(check_times(ago(16), None, NOW), Err(JoseError::Expired));
        assert_eq!(check_times(None, None, NOW), Ok(()));
    }

    #[test]
    fn a_token_is_accepted_from_15_seconds_before_nbf() {
        assert_eq!(check_times(None, ago(-15), NOW), Ok(()));
        assert_eq!(check_times(None, ago(-16), NOW), Err(JoseError::NotYetValid));
    }

    #[test]
    fn now_counts_in_whole_seconds() {
        let late = UnixTime::from_millis(NOW.as_millis() + 999);
        assert_eq!(check_times(Some(UnixTime::from_millis(NOW.as_millis() - 14_500)), None, late), Ok(()));
        assert_eq!(
            check_times(None, Some(UnixTime::from_millis(NOW.as_millis() + 15_500)), late),
            Err(JoseError::NotYetValid)
        );
    }

    #[test]
    fn extreme_times_do_not_panic() {
        let [first, last] = [i64::MIN, i64::MAX].map(UnixTime::from_millis);
        assert_eq!(check_times(Some(last), Some(first), last), Ok(()));
        assert_eq!(check_times(Some(first), None, last), Err(JoseError::Expired));
        assert_eq!(check_times(None, Some(last), first), Err(JoseError::NotYetValid));
    }

    #[test]
    fn bytes_have_one_encoding() {
        assert_eq!(decode_array::<1>("AQ"), Ok([1]));
        assert_eq!(decode_array::<2>("AQI"), Ok([1, 2]));
        for text in ["AR", "AQ==", "A", "AQI", "", "A+", "é"] {
            assert_eq!(decode_array::<1>(text), Err(JoseError::Malformed), "{text}");
        }
        assert_eq!(decode("-_8"), Ok(vec![251, 255]));
        assert_eq!(decode("+/8"), Err(JoseError::Malformed));
    }
}
