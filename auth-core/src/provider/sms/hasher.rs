//! The hashes of codes in the database.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::{
    contract::{PhoneNumber, ProviderId, Secret, Secrets},
    hex,
    provider::one_time_code::OneTimeCode,
};

/// The hash function for codes: HMAC-SHA-256, keyed by the secrets. Auth.js cannot compute it.
pub(crate) struct CodeHasher {
    secret: Secret,
}

impl CodeHasher {
    /// Creates the hash function for the secrets of an application.
    pub(crate) fn new(secrets: &Secrets) -> Self {
        Self { secret: secrets.joined() }
    }

    /// Returns the hash of a code for a number, in the browser that keeps `nonce`.
    pub(crate) fn hash(&self, identifier: &str, nonce: &str, code: &OneTimeCode) -> Secret {
        // HMAC takes keys of any length, so this cannot fail.
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.expose().as_bytes())
            .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
        for part in ["code by telephone", identifier, nonce, code.expose()] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Secret::new(hex::encode(&mac.finalize().into_bytes()))
    }
}

/// Returns the identifier under which the database keeps the codes for a number: 51 characters that are no e-mail address, so
/// that neither this library nor Auth.js takes a code for a magic link.
pub(crate) fn identifier(provider: &ProviderId, number: &PhoneNumber) -> String {
    let digest = Sha256::new()
        .chain_update(provider.as_str())
        .chain_update([0])
        .chain_update(number.as_str())
        .finalize();
    format!("sms-code:{}", URL_SAFE_NO_PAD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::provider::one_time_code::CodeLength;

    #[test]
    fn a_hash_is_of_one_number_browser_and_code() {
        let hasher = CodeHasher::new(&Secret::new("a secret").into());
        let (one, other) =
            (PhoneNumber::parse("+12025550101").unwrap(), PhoneNumber::parse("+12025550102").unwrap());
        let hash = |number, nonce, code| {
            let code = OneTimeCode::submitted(code, CodeLength::Six).unwrap();
            hasher.hash(&identifier(&"sms".into(), number), nonce, &code).expose().to_owned()
        };
        let first = hash(&one, "n", "123456");
        assert_eq!(first, hash(&one, "n", "123 456"));
        for changed in [hash(&other, "n", "123456"), hash(&one, "m", "123456"), hash(&one, "n", "123457")] {
            assert_ne!(first, changed);
        }
        let identifier = identifier(&"sms".into(), &one);
        assert!(identifier.len() <= 64 && crate::contract::EmailAddress::parse(&identifier).is_err());
    }
}
