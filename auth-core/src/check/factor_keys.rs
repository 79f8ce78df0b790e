//! The keys of second factors: they seal the secrets of authenticator applications, and hash recovery codes.

use aes_gcm::{Aes256Gcm, KeyInit, aead::AeadInOut};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{recovery_code::RecoveryCode, totp::TotpSecret};
use crate::{
    contract::{Secret, Secrets, StoredId},
    random::{self, Random},
};

/// The salt of all keys.
const SALT: &[u8] = b"auth second factor";

/// The beginning of a sealed secret: the version of its form.
const VERSION: &str = "1.";

/// The length of the nonce, in bytes.
const NONCE: usize = 12;

/// The length of the tag, in bytes.
const TAG: usize = 16;

/// The error of a sealed secret that no configured secret opens, or that belongs to another user.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the secret of an authenticator application cannot be read: it was sealed with a secret that is not configured any \
     more, or for another user"
)]
pub(crate) struct UnreadableTotp;

/// The keys of one configured secret.
struct FactorKey {
    seal: Zeroizing<[u8; 32]>,
    hash: Zeroizing<[u8; 32]>,
}

/// The keys of second factors. The newest seals and hashes, and all of them open and compare.
pub(crate) struct FactorKeys {
    newest: FactorKey,
    older: Vec<FactorKey>,
}

/// A secret that was opened.
pub(crate) struct OpenedTotp {
    pub(crate) secret: TotpSecret,
    /// `true` if it was sealed by the newest key, so that it need not be sealed again.
    pub(crate) is_newest: bool,
}

impl FactorKey {
    fn derive(secret: &Secret) -> Self {
        let hkdf = Hkdf::<Sha256>::new(Some(SALT), secret.expose().as_bytes());
        let key = |info: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            // It fails for outputs of more than 8160 bytes only.
            let _ = hkdf.expand(info, &mut *key);
            key
        };
        Self { seal: key(b"secret of an authenticator application"), hash: key(b"recovery code") }
    }

    fn open(&self, user: &StoredId, sealed: &[u8]) -> Option<TotpSecret> {
        let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
        let (text, tag) = rest.split_last_chunk::<TAG>()?;
        let mut text = Zeroizing::new(text.to_vec());
        let cipher = Aes256Gcm::new((&*self.seal).into());
        let data = user.as_str().as_bytes();
        cipher.decrypt_inout_detached(nonce.into(), data, text.as_mut_slice().into(), tag.into()).ok()?;
        TotpSecret::from_bytes(&text)
    }

    fn hash(&self, user: &StoredId, code: &RecoveryCode) -> Secret {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(&*self.hash)
            .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
        mac.update(&(user.as_str().len() as u64).to_be_bytes());
        mac.update(user.as_str().as_bytes());
        mac.update(code.canonical().as_bytes());
        Secret::new(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }
}

impl FactorKeys {
    /// Derives the keys from each configured secret.
    pub(crate) fn derive(secrets: &Secrets) -> Self {
        Self {
            newest: FactorKey::derive(secrets.newest()),
            older: secrets.iter().skip(1).map(FactorKey::derive).collect(),
        }
    }

    /// Seals the secret of an authenticator application for a user, by A256GCM. The user's ID is part of what the tag
    /// protects, so the secret opens for no other user.
    pub(crate) fn seal(&self, user: &StoredId, secret: &TotpSecret, random: &dyn Random) -> Secret {
        let nonce = random::bytes::<NONCE>(random);
        let mut text = Zeroizing::new(secret.bytes().to_vec());
        let cipher = Aes256Gcm::new((&*self.newest.seal).into());
        let data = user.as_str().as_bytes();
        let tag = cipher.encrypt_inout_detached(&nonce.into(), data, text.as_mut_slice().into());
        // It fails for 64 GiB or more only. An empty string opens for nobody.
        let Ok(tag) = tag else { return Secret::new("") };
        let sealed = [nonce.as_slice(), &text, &tag].concat();
        Secret::new(format!("{VERSION}{}", URL_SAFE_NO_PAD.encode(sealed)))
    }

    /// Opens a sealed secret of a user.
    ///
    /// # Errors
    /// Fails if none of the keys has sealed it for this user.
    pub(crate) fn open(&self, user: &StoredId, sealed: &Secret) -> Result<OpenedTotp, UnreadableTotp> {
        let sealed = sealed.expose().strip_prefix(VERSION).ok_or(UnreadableTotp)?;
        let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| UnreadableTotp)?;
        if let Some(secret) = self.newest.open(user, &sealed) {
            return Ok(OpenedTotp { secret, is_newest: true });
        }
        let secret = self.older.iter().find_map(|key| key.open(user, &sealed)).ok_or(UnreadableTotp)?;
        Ok(OpenedTotp { secret, is_newest: false })
    }

    /// Returns the hash that the database keeps of a new recovery code of a user.
    pub(crate) fn hash(&self, user: &StoredId, code: &RecoveryCode) -> Secret {
        self.newest.hash(user, code)
    }

    /// Returns the hashes that a recovery code of a user may have in the database, one for each configured secret.
    pub(crate) fn hashes(&self, user: &StoredId, code: &RecoveryCode) -> Vec<Secret> {
        std::iter::once(&self.newest).chain(&self.older).map(|key| key.hash(user, code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn keys(secrets: &[&str]) -> FactorKeys {
        FactorKeys::derive(&Secrets::new(secrets.iter().copied().map(Secret::new)).unwrap())
    }

    fn user(id: &str) -> StoredId {
        StoredId::from_store(id)
    }

    #[test]
    fn a_sealed_secret_opens_for_its_user_and_after_a_rotation() {
        let secret = TotpSecret::mint(&SystemRandom);
        let sealed = keys(&["old"]).seal(&user("1"), &secret, &SystemRandom);
        assert!(!sealed.expose().contains(&*secret.base32()) && sealed.expose().len() == 66);
        let opened = |secrets: &[&str]| {
            let opened = keys(secrets).open(&user("1"), &sealed).ok()?;
            (opened.secret.bytes() == secret.bytes()).then_some(opened.is_newest)
        };
        assert_eq!((opened(&["old"]), opened(&["new", "old"])), (Some(true), Some(false)));
        assert!(keys(&["old"]).open(&user("2"), &sealed).is_err());
        assert!(keys(&["new"]).open(&user("1"), &sealed).is_err());
        assert!(sealed != keys(&["old"]).seal(&user("1"), &secret, &SystemRandom));
    }

    #[test]
    fn a_changed_secret_does_not_open() {
        let keys = keys(&["secret"]);
        let sealed = keys.seal(&user("1"), &TotpSecret::mint(&SystemRandom), &SystemRandom);
        let sealed = sealed.expose();
        for index in 2..sealed.len() {
            let other = if sealed.as_bytes()[index] == b'A' { "B" } else { "A" };
            let changed = format!("{}{other}{}", &sealed[..index], &sealed[index + 1..]);
            assert!(keys.open(&user("1"), &Secret::new(changed)).is_err(), "{index}");
        }
        for text in ["", "1.", "1.AAAA", "2.AAAA", &sealed[2..], &sealed[..65]] {
            assert!(keys.open(&user("1"), &Secret::new(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn the_hash_of_a_code_depends_on_user_and_secret() {
        let code = RecoveryCode::mint(&SystemRandom);
        let hash = keys(&["secret"]).hash(&user("1"), &code);
        assert!(hash.expose().len() == 43 && !hash.expose().contains(code.canonical()));
        assert!(hash != keys(&["secret"]).hash(&user("2"), &code));
        assert!(keys(&["new", "secret"]).hashes(&user("1"), &code)[1] == hash);
    }
}
