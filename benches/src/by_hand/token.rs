//! Encrypted tokens by hand: JWE with A256CBC-HS512, as Auth.js writes them. Everything that does not change between two
//! tokens is computed once.

use aes::{
    Aes256Dec, Aes256Enc,
    cipher::{BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit, block_padding::Pkcs7},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand::Rng;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha512};

use super::SESSION;

/// The claims that the other side writes, too, so that both seal and open the same number of bytes.
#[derive(Deserialize, Serialize)]
pub(crate) struct Claims<'a> {
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) sub: &'a str,
    pub(crate) id: &'a str,
    pub(crate) role: &'a str,
    pub(crate) iat: u64,
    pub(crate) exp: u64,
    pub(crate) jti: &'a str,
    pub(crate) auth_time: u64,
    pub(crate) auth_proofs: Proofs,
    #[serde(borrow)]
    pub(crate) amr: [&'a str; 1],
    /// The party whose ID `sub` is.
    pub(crate) auth_subject: &'a str,
    pub(crate) auth_email_verified: bool,
}

/// The time of the last proof by each method.
#[derive(Deserialize, Serialize)]
pub(crate) struct Proofs {
    pub(crate) pwd: u64,
}

/// The keys, with their schedules, and the protected header, with the hash state after it.
pub(crate) struct Keys {
    encrypt: Aes256Enc,
    decrypt: Aes256Dec,
    mac: Hmac<Sha512>,
    header: String,
}

impl Keys {
    /// Returns the keys of the session cookie.
    pub(crate) fn new(secret: &str) -> Self {
        Self::of(secret, SESSION)
    }

    /// Returns the keys of a cookie.
    pub(crate) fn of(secret: &str, cookie: &str) -> Self {
        let mut key = [0; 64];
        let info = format!("Auth.js Generated Encryption Key ({cookie})");
        Hkdf::<Sha256>::new(Some(cookie.as_bytes()), secret.as_bytes())
            .expand(info.as_bytes(), &mut key)
            .expect("64 bytes are not too many");
        let jwk = format!(r#"{{"k":"{}","kty":"oct"}}"#, URL_SAFE_NO_PAD.encode(key));
        let kid = URL_SAFE_NO_PAD.encode(Sha512::digest(jwk));
        let header =
            URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"dir","enc":"A256CBC-HS512","kid":"{kid}"}}"#));
        let (authenticate, encrypt) = key.split_at(32);
        let mut mac = <Hmac<Sha512> as KeyInit>::new_from_slice(authenticate).expect("any length is a key");
        mac.update(header.as_bytes());
        Self {
            encrypt: Aes256Enc::new_from_slice(encrypt).expect("32 bytes"),
            decrypt: Aes256Dec::new_from_slice(encrypt).expect("32 bytes"),
            mac,
            header,
        }
    }

    /// Returns the claims of a token as JSON.
    pub(crate) fn open(&self, token: &str) -> Option<Vec<u8>> {
        let mut parts = token.strip_prefix(&*self.header)?.strip_prefix("..")?.split('.');
        let mut iv = [0; 16];
        URL_SAFE_NO_PAD.decode_slice_unchecked(parts.next().filter(|iv| iv.len() == 22)?, &mut iv).ok()?;
        let mut text = URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        let tag = parts.next()?;
        let mut expected = [0; 32];
        URL_SAFE_NO_PAD
            .decode_slice_unchecked(Some(tag).filter(|tag| tag.len() == 43)?, &mut expected)
            .ok()?;
        self.mac(&iv, &text).verify_truncated_left(&expected).ok()?;
        let aes = cbc::Decryptor::inner_iv_init(&self.decrypt, &iv.into());
        let length = aes.decrypt_padded::<Pkcs7>(&mut text).ok()?.len();
        text.truncate(length);
        Some(text)
    }

    /// Returns the token of claims.
    pub(crate) fn seal(&self, claims: &impl Serialize) -> String {
        let iv: [u8; 16] = random();
        let mut text = Vec::with_capacity(512);
        serde_json::to_writer(&mut text, claims).expect("plain claims");
        let length = text.len();
        text.resize(length + 16 - length % 16, 0);
        let aes = cbc::Encryptor::inner_iv_init(&self.encrypt, &iv.into());
        aes.encrypt_padded::<Pkcs7>(&mut text, length).expect("room for the padding");
        let tag = self.mac(&iv, &text).finalize().into_bytes();
        let mut token = String::with_capacity(self.header.len() + text.len() * 4 / 3 + 80);
        token.push_str(&self.header);
        token.push_str("..");
        URL_SAFE_NO_PAD.encode_string(iv, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&text, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(&tag[..32], &mut token);
        token
    }

    fn mac(&self, iv: &[u8], text: &[u8]) -> Hmac<Sha512> {
        let mut mac = self.mac.clone();
        mac.update(iv);
        mac.update(text);
        mac.update(&(self.header.len() as u64 * 8).to_be_bytes());
        mac
    }
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
