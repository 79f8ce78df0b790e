//! The keys of encrypted tokens: derived once per salt, with everything that a token needs computed in
//! advance.

use aes::{Aes256, cipher::KeyInit};
use hkdf::Hkdf;
use hmac::{EagerHash, Hmac, Mac};
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use super::encode;
use crate::contract::{Secret, Secrets};

/// Half of a derived key, in bytes.
pub(super) const HALF: usize = 32;

/// The keys for one salt: the newest key encrypts, and every key decrypts. They are wiped when dropped.
///
/// The salt is the name of the cookie that holds the token, without the suffix of a chunk.
pub(crate) struct TokenKeys {
    pub(super) newest: TokenKey,
    older: Vec<TokenKey>,
}

impl TokenKeys {
    /// Derives a key from each secret. This takes some microseconds per secret, so keep the result.
    pub(crate) fn derive(secrets: &Secrets, salt: &str) -> Self {
        Self {
            newest: TokenKey::derive(secrets.newest(), salt),
            older: secrets.iter().skip(1).map(|secret| TokenKey::derive(secret, salt)).collect(),
        }
    }

    /// Returns all keys, newest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &TokenKey> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

/// The key of one secret and one salt, for both content encryptions.
pub(super) struct TokenKey {
    /// The encoded protected header of the tokens sealed with this key.
    pub(super) header: String,
    /// The thumbprint of the key for A256CBC-HS512.
    pub(super) cbc_kid: String,
    /// The thumbprint of the key for A256GCM.
    pub(super) gcm_kid: String,
    /// The first half: the MAC key of A256CBC-HS512, and all of the key for A256GCM.
    pub(super) first: Zeroizing<[u8; HALF]>,
    /// The second half, expanded: the encryption key of A256CBC-HS512.
    pub(super) cipher: Aes256,
    /// The HMAC under the first half, which has already read `header`.
    pub(super) mac: Hmac<Sha512>,
}

impl TokenKey {
    /// Derives 64 bytes by HKDF with SHA-256 (RFC 5869), with the info that Auth.js uses.
    fn derive(secret: &Secret, salt: &str) -> Self {
        let info = format!("Auth.js Generated Encryption Key ({salt})");
        let (key, _) = Hkdf::<Sha256>::extract(Some(salt.as_bytes()), secret.expose().as_bytes());
        let key = Zeroizing::new(<[u8; HALF]>::from(key));
        let first = expand(&key, &[], info.as_bytes(), 1);
        let second = expand(&key, first.as_slice(), info.as_bytes(), 2);
        Self::of(first, &second)
    }

    /// Computes what a token needs from the two halves of a key.
    pub(super) fn of(first: Zeroizing<[u8; HALF]>, second: &[u8; HALF]) -> Self {
        let cbc_kid = thumbprint::<Sha512>(&Zeroizing::new([*first, *second].concat()));
        let header = encode(format!(r#"{{"alg":"dir","enc":"A256CBC-HS512","kid":"{cbc_kid}"}}"#));
        Self {
            mac: keyed_mac::<Sha512>(first.as_slice()).chain_update(&header),
            gcm_kid: thumbprint::<Sha256>(first.as_slice()),
            cipher: Aes256::new(second.into()),
            first,
            cbc_kid,
            header,
        }
    }
}

/// Computes one step of HKDF-Expand (RFC 5869 section 2.3). The crate's own `expand` takes any length, so it
/// has an error for lengths that are too large.
pub(super) fn expand(key: &[u8; HALF], previous: &[u8], info: &[u8], counter: u8) -> Zeroizing<[u8; HALF]> {
    let mac = keyed_mac::<Sha256>(key).chain_update(previous).chain_update(info).chain_update([counter]);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// Creates an HMAC under a key of any length.
pub(super) fn keyed_mac<D: EagerHash>(key: &[u8]) -> Hmac<D> {
    <Hmac<D> as hkdf::HmacImpl>::new_from_slice(key)
}

/// Returns the thumbprint of a symmetric key (RFC 7638 section 3.2).
pub(super) fn thumbprint<D: Digest>(key: &[u8]) -> String {
    let key = Zeroizing::new(encode(key));
    let jwk = D::new().chain_update(r#"{"k":""#).chain_update(&*key).chain_update(r#"","kty":"oct"}"#);
    encode(jwk.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(secret: &str, salt: &str) -> TokenKey {
        TokenKey::derive(&Secret::new(secret), salt)
    }

    #[test]
    fn keys_are_those_of_auth_js() {
        let plain = key("secret", "authjs.session-token");
        let first = "b1ef6cdd915c44c0a71232574a6a70546a5e16d12bb38df4638e3b96bdd32025";
        assert_eq!(hex(plain.first.as_slice()), first);
        assert_eq!(
            plain.cbc_kid,
            "7x9DUMVaEU6giab0l0OWDt4e4SsRH_cbwMof2EzEyy6onK5o8xSPPB799RVoqm2v6z674kQCv9jom2T8S-a1dQ"
        );
        assert_eq!(plain.gcm_kid, "tgdt-VLOTRviBTc4vwSS-WjOhg14Bq0M6tGDvSzfdgs");
        // The kid is a hash of both halves, so it also proves the second one.
        let secure = key("secret", "__Secure-authjs.session-token");
        assert_eq!(
            secure.cbc_kid,
            "7E3YIGAxRtn6djTGy1UjZrFvXELHKzM9vfWl0nQ4b88EsnrmmX0grN0VKis7G3fjgB626TXm_lEtBG1N0E7Xyg"
        );
        let state = key("secret", "encodedState");
        assert_eq!(
            state.cbc_kid,
            "ze1rGMPGVDubcXDnXo8NkdIqeDyuSSG3mI5gRPgxRiRlgDu9MMjrpKw4-pNomgcTqiQZlith1dCysR6uVPfKfg"
        );
    }

    #[test]
    fn both_halves_are_those_of_auth_js() {
        let vectors = [
            (
                "authjs.session-token",
                "b1ef6cdd915c44c0a71232574a6a70546a5e16d12bb38df4638e3b96bdd32025\
                 131e90695ff072a9d148f1511c7a4981a85b63a628311da1fa7ccfc49c47c2bb",
            ),
            (
                "__Secure-authjs.session-token",
                "0d8bf2d720367891eda6b7cc8f1960cf3fac4c0e5972e05c0ea71f835d01d69a\
                 60b8d258a71a473d46b0eec5ed3dfe45a7bcfbe54ccfa14f50206f3af0f777f5",
            ),
            (
                "encodedState",
                "873919037dab91c0520af9b5dbaa5c3642b0ee31f816a0b08fc766b788879243\
                 af6b009a41598809c140510bd5f782dfe391ce3792140318fad4e4cd6b6d99a4",
            ),
        ];
        for (salt, expected) in vectors {
            let info = format!("Auth.js Generated Encryption Key ({salt})");
            let (root, _) = Hkdf::<Sha256>::extract(Some(salt.as_bytes()), b"secret");
            let first = expand(&root.into(), &[], info.as_bytes(), 1);
            let second = expand(&root.into(), first.as_slice(), info.as_bytes(), 2);
            assert_eq!(hex(first.as_slice()) + &hex(second.as_slice()), expected);
        }
    }

    #[test]
    fn a_salt_may_be_empty_or_longer_than_a_block() {
        assert_ne!(key("secret", "").cbc_kid, key("secret", &"s".repeat(200)).cbc_kid);
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
