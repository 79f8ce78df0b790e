//! The tokens in links about accounts, which each work for one purpose, and what is kept of them.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::LinkToken;
use crate::{
    contract::{Secret, Secrets},
    hex,
};

/// The purpose of a link about an account. A token works for no other purpose than its own, and for no sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkPurpose {
    /// Proves the address of the signed-in user.
    VerifyEmail,
    /// Proves the address to which the signed-in user changes.
    ChangeEmail,
    /// Lets a user who has forgotten the password choose another one.
    #[cfg_attr(not(feature = "password"), allow(dead_code, reason = "for passwords"))]
    ResetPassword,
    /// Proves the address of a new user.
    SignUp,
}

impl LinkPurpose {
    const fn name(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify-email",
            Self::ChangeEmail => "change-email",
            Self::ResetPassword => "reset-password",
            Self::SignUp => "sign-up",
        }
    }

    /// Returns the identifier under which the database keeps the tokens of a subject, such as a user: at most 64
    /// characters, and never an e-mail address, so that neither this library nor Auth.js takes it for a magic link.
    pub(crate) fn identifier(self, subject: &str) -> String {
        format!("{}:{}", self.name(), URL_SAFE_NO_PAD.encode(Sha256::digest(subject)))
    }
}

/// The hash function for the tokens of links about accounts: HMAC-SHA-256 under a key of its own, over the purpose, the
/// token, and the facts that must not change before the link is opened. Auth.js cannot compute it.
///
/// The newest secret hashes, and a link is looked up by all of them, so that it survives the rotation of secrets.
pub(crate) struct AccountTokens {
    keys: Vec<Zeroizing<[u8; 32]>>,
}

impl AccountTokens {
    /// Derives a key from each configured secret.
    pub(crate) fn new(secrets: &Secrets) -> Self {
        let key = |secret: &Secret| {
            let mut key = Zeroizing::new([0; 32]);
            // It fails for outputs of more than 8160 bytes only.
            let hkdf = Hkdf::<Sha256>::new(Some(b"auth account mails"), secret.expose().as_bytes());
            let _ = hkdf.expand(b"tokens of links", &mut *key);
            key
        };
        Self { keys: secrets.iter().map(key).collect() }
    }

    /// Returns the hashes by which the database may keep a token, that of the newest secret first: 64 hexadecimal digits
    /// each.
    pub(crate) fn hashes<'a>(
        &'a self,
        purpose: LinkPurpose,
        token: &'a LinkToken,
        facts: &'a [&'a str],
    ) -> impl Iterator<Item = Secret> + Send + 'a {
        self.keys.iter().map(move |key| {
            // HMAC takes keys of any length, so this cannot fail.
            let mut mac = Hmac::<Sha256>::new_from_slice(&**key)
                .unwrap_or_else(|_| Hmac::<Sha256>::new(&Default::default()));
            for part in [purpose.name(), token.expose()].iter().chain(facts) {
                mac.update(&(part.len() as u64).to_be_bytes());
                mac.update(part.as_bytes());
            }
            Secret::new(hex::encode(&mac.finalize().into_bytes()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contract::EmailAddress, provider::email::LinkHasher};

    const PURPOSES: [LinkPurpose; 4] =
        [LinkPurpose::VerifyEmail, LinkPurpose::ChangeEmail, LinkPurpose::ResetPassword, LinkPurpose::SignUp];

    fn secrets(secrets: &[&str]) -> Secrets {
        Secrets::new(secrets.iter().copied().map(Secret::new)).unwrap()
    }

    fn hashes(of: &[&str], purpose: LinkPurpose, token: &str, facts: &[&str]) -> Vec<String> {
        let (tokens, token) = (AccountTokens::new(&secrets(of)), LinkToken::submitted(token).unwrap());
        tokens.hashes(purpose, &token, facts).map(|hash| hash.expose().to_owned()).collect()
    }

    #[test]
    fn a_hash_is_of_one_purpose_token_and_facts() {
        let mut seen = std::collections::HashSet::new();
        for purpose in PURPOSES {
            for token in ["t", "tt"] {
                for facts in [&["a", "bc"] as &[_], &["ab", "c"], &["abc"], &["abc", ""], &[]] {
                    let hash = hashes(&["secret"], purpose, token, facts).remove(0);
                    assert_eq!(hash.len(), 64);
                    assert!(seen.insert(hash));
                }
            }
        }
    }

    #[test]
    fn a_magic_link_has_another_hash_whatever_its_token() {
        let secrets = secrets(&["secret"]);
        let hash = hashes(&["secret"], LinkPurpose::ChangeEmail, "t", &[]).remove(0);
        for token in ["t", "change-emailt", "change-email\0t"] {
            let link = LinkHasher::new(&secrets).hash(&LinkToken::submitted(token).unwrap());
            assert_ne!(link.stored().expose(), hash);
        }
    }

    #[test]
    fn a_link_survives_the_rotation_of_secrets() {
        let before = hashes(&["old"], LinkPurpose::VerifyEmail, "t", &["u"]);
        let after = hashes(&["new", "old"], LinkPurpose::VerifyEmail, "t", &["u"]);
        assert_eq!(before[0], after[1]);
        assert_ne!(before[0], after[0]);
    }

    #[test]
    fn an_identifier_is_short_and_no_address() {
        for purpose in PURPOSES {
            let identifier = purpose.identifier(&"ada@example.com".repeat(100));
            assert!(identifier.len() <= 64 && identifier.is_ascii());
            assert!(EmailAddress::parse(&identifier).is_err());
            assert_ne!(identifier, purpose.identifier("bob"));
        }
        assert_ne!(LinkPurpose::VerifyEmail.identifier("1"), LinkPurpose::ChangeEmail.identifier("1"));
    }
}
