//! Encrypted tokens: compact JWE (RFC 7516) with `dir`, as Auth.js writes and reads them.

use aes::{
    Aes256,
    cipher::{
        Array, BlockModeDecrypt, BlockModeEncrypt, InnerIvInit, KeyInit, block_padding::Pkcs7, consts::U32,
    },
};
use aes_gcm::{Aes256Gcm, aead::AeadInOut};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, Mac};
use sha2::Sha512;

use super::{
    JoseError, MAX_TOKEN,
    compact::{BLOCK, Jwe, TAG, encoded_len},
    decode, decode_array,
    header::Header,
    keys::{TokenKey, TokenKeys, keyed_mac},
};
use crate::random::{self, Random};

impl TokenKeys {
    /// Encrypts a payload with the newest key.
    pub(crate) fn seal(&self, payload: &[u8], random: &dyn Random) -> String {
        let mut buffer = Vec::with_capacity(payload.len() + BLOCK);
        buffer.extend_from_slice(payload);
        self.seal_in_place(buffer, random)
    }

    /// Encrypts a payload in its own buffer with the newest key, by A256CBC-HS512 (RFC 7518 section 5.2.5).
    pub(crate) fn seal_in_place(&self, payload: Vec<u8>, random: &dyn Random) -> String {
        let key = &self.newest;
        let iv: [u8; BLOCK] = random::bytes(random);
        let ciphertext = encrypted(&key.cipher, &iv, payload);
        let (tag, _) = key.mac(&key.header, &iv, &ciphertext).finalize().into_bytes().split::<U32>();

        let encoded = encoded_len(BLOCK) + encoded_len(ciphertext.len()) + encoded_len(TAG);
        let mut token = String::with_capacity(key.header.len() + "....".len() + encoded);
        token.push_str(&key.header);
        token.push_str("..");
        URL_SAFE_NO_PAD.encode_string(iv, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(ciphertext, &mut token);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(tag, &mut token);
        token
    }

    /// Decrypts a token that any of the keys has sealed, by A256CBC-HS512 or A256GCM.
    ///
    /// The header's `kid` names the key; without a `kid` it is the newest. Times are not checked (see
    /// [`check_times`](super::check_times)), and the payload is not parsed.
    pub(crate) fn open(&self, token: &str) -> Result<Vec<u8>, JoseError> {
        if token.len() > MAX_TOKEN {
            return Err(JoseError::TooLarge);
        }
        // Tokens from `seal` and from Auth.js have exactly the header that the key has computed in advance, so there is
        // nothing to look for.
        if let Some((key, jwe)) = self.iter().find_map(|key| Some((key, Jwe::behind(&key.header, token)?))) {
            return key.open_cbc(&jwe);
        }
        let jwe = Jwe::split(token)?;
        match self.iter().find(|key| key.header == jwe.header) {
            Some(key) => key.open_cbc(&jwe),
            None => self.open_by_header(&jwe),
        }
    }

    /// Decrypts a token whose header is written differently.
    fn open_by_header(&self, jwe: &Jwe<'_>) -> Result<Vec<u8>, JoseError> {
        let header = Header::parse(jwe.header)?;
        if header.text("alg") != Some("dir") {
            return Err(JoseError::Algorithm);
        }
        let kid = header.kid()?;
        let payload = match header.text("enc") {
            Some("A256CBC-HS512") => self.find(kid, |key| &key.cbc_kid)?.open_cbc(jwe),
            Some("A256GCM") => self.find(kid, |key| &key.gcm_kid)?.open_gcm(jwe),
            _ => Err(JoseError::Algorithm),
        }?;
        header.check_repeated_claims(&payload)?;
        Ok(payload)
    }

    fn find(&self, kid: Option<&str>, kid_of: fn(&TokenKey) -> &String) -> Result<&TokenKey, JoseError> {
        match kid {
            None => Ok(&self.newest),
            Some(kid) => self.iter().find(|key| kid_of(key) == kid).ok_or(JoseError::UnknownKey),
        }
    }
}

impl TokenKey {
    /// Decrypts by A256CBC-HS512. It checks the tag first, so the padding reveals nothing.
    pub(super) fn open_cbc(&self, jwe: &Jwe<'_>) -> Result<Vec<u8>, JoseError> {
        let iv: [u8; BLOCK] = decode_array(jwe.iv)?;
        let tag: [u8; TAG] = decode_array(jwe.tag)?;
        let mut text = decode(jwe.ciphertext)?;
        // Compares in constant time.
        self.mac(jwe.header, &iv, &text).verify_truncated_left(&tag).map_err(|_| JoseError::Decryption)?;

        let length = cbc::Decryptor::inner_iv_init(&self.cipher, &iv.into())
            .decrypt_padded::<Pkcs7>(&mut text)
            .map_err(|_| JoseError::Decryption)?
            .len();
        text.truncate(length);
        Ok(text)
    }

    /// Decrypts by A256GCM, for tokens of other issuers. This crate issues none, because the key is half of
    /// the key of the other encryption.
    pub(super) fn open_gcm(&self, jwe: &Jwe<'_>) -> Result<Vec<u8>, JoseError> {
        let iv: [u8; 12] = decode_array(jwe.iv)?;
        let tag: [u8; 16] = decode_array(jwe.tag)?;
        let mut text = decode(jwe.ciphertext)?;
        Aes256Gcm::new((&*self.first).into())
            .decrypt_inout_detached(
                &iv.into(),
                jwe.header.as_bytes(),
                text.as_mut_slice().into(),
                &tag.into(),
            )
            .map_err(|_| JoseError::Decryption)?;
        Ok(text)
    }

    /// Returns the MAC over header, IV, ciphertext and the header's length in bits.
    fn mac(&self, header: &str, iv: &[u8; BLOCK], ciphertext: &[u8]) -> Hmac<Sha512> {
        let mac = if header == self.header {
            self.mac.clone()
        } else {
            keyed_mac(self.first.as_slice()).chain_update(header)
        };
        let header_bits = (header.len() as u64) * 8;
        mac.chain_update(iv).chain_update(ciphertext).chain_update(header_bits.to_be_bytes())
    }
}

/// Encrypts a payload by AES-256-CBC. The padding (PKCS #7) repeats its own length.
fn encrypted(cipher: &Aes256, iv: &[u8; BLOCK], mut payload: Vec<u8>) -> Vec<u8> {
    let padding = BLOCK - payload.len() % BLOCK;
    // Between 1 and 16, so the conversion loses nothing.
    payload.resize(payload.len() + padding, padding as u8);
    let (blocks, _) = Array::slice_as_chunks_mut(payload.as_mut_slice());
    cbc::Encryptor::inner_iv_init(cipher, iv.into()).encrypt_blocks(blocks);
    payload
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contract::{Secret, Secrets},
        jose::encode,
        random::SystemRandom,
    };

    const SALT: &str = "authjs.session-token";
    const PAYLOAD: &str = concat!(
        r#"{"name":"Ada","email":"ada@example.com","sub":"1","#,
        r#""iat":1700000000,"exp":4102444800,"jti":"00000000-0000-4000-8000-000000000000"}"#,
    );
    const CBC: &str = concat!(
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2Q0JDLUhTNTEyIiwia2lkIjoiN3g5RFVNVmFFVTZnaWFiMGwwT1dEdDRlNF",
        "NzUkhfY2J3TW9mMkV6RXl5Nm9uSzVvOHhTUFBCNzk5UlZvcW0ydjZ6Njc0a1FDdjlqb20yVDhTLWExZFEifQ..AAEC",
        "AwQFBgcICQoLDA0ODw.9j2aIcYLVOZxTbr-wpsxFWPE2TiltFfcaPqVyKOy5XOATZ4VXBPt_OFJQxW6PKnCy_Wd6kJ",
        "BxT9iKkNlT7ytV7MmQCYaf8Jdn2iMEZ_ZeOwEGIo4pw0pdfkmXzYadOef53RShHxlDWTeGO38_U_ogzP-bC08EsMzv",
        "ZHA4r28q3tMf7l9nCv2t0j9JYenaO33.vbSADDYqd5VFtHDuK5MRNg0I4wwhFe15SOrDc0LtbYA",
    );
    const GCM: &str = concat!(
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoidGdkdC1WTE9UUnZpQlRjNHZ3U1MtV2pPaGcxNEJxME",
        "02dEdEdlN6ZmRncyJ9..AAECAwQFBgcICQoL.KuHK8C6jdObm7GbUG7zeLtQvuTEZrWUn_-vD0g.Dt9OGHq3z3oGk2",
        "-8bciT3w",
    );

    /// The bytes 0, 1, 2 and so on.
    struct Counting;

    impl Random for Counting {
        fn fill(&self, buffer: &mut [u8]) {
            (0..).zip(buffer).for_each(|(count, byte)| *byte = count);
        }
    }

    fn keys(secrets: &[&str]) -> TokenKeys {
        let secrets = Secrets::new(secrets.iter().map(|text| Secret::new(*text))).unwrap();
        TokenKeys::derive(&secrets, SALT)
    }

    /// Encrypts a token by A256CBC-HS512 with any header.
    fn cbc(keys: &TokenKeys, header: &str, payload: &[u8]) -> String {
        let (header, iv) = (encode(header), [7; BLOCK]);
        let key = &keys.newest;
        let text =
            cbc::Encryptor::inner_iv_init(&key.cipher, &iv.into()).encrypt_padded_vec::<Pkcs7>(payload);
        let tag = key.mac(&header, &iv, &text).finalize().into_bytes();
        format!("{header}..{}.{}.{}", encode(iv), encode(text), encode(&tag[..TAG]))
    }

    /// Encrypts a token by A256GCM with any header.
    fn gcm(keys: &TokenKeys, header: &str, payload: &[u8]) -> String {
        let (header, iv, mut text) = (encode(header), [7; 12], payload.to_vec());
        let tag = Aes256Gcm::new((&*keys.newest.first).into())
            .encrypt_inout_detached(&iv.into(), header.as_bytes(), text.as_mut_slice().into())
            .unwrap();
        format!("{header}..{}.{}.{}", encode(iv), encode(text), encode(tag))
    }

    #[test]
    fn the_fixed_token_is_written_and_read() {
        let token = keys(&["secret"]).seal(PAYLOAD.as_bytes(), &Counting);
        assert_eq!(token, CBC);
        assert_eq!(token.capacity(), token.len());
        assert_eq!(keys(&["secret"]).open(CBC).unwrap(), PAYLOAD.as_bytes());
    }

    #[test]
    fn the_fixed_gcm_token_is_read() {
        assert_eq!(keys(&["secret"]).open(GCM).unwrap(), br#"{"sub":"1","exp":4102444800}"#);
        assert_eq!(keys(&["x", "secret"]).open(GCM).unwrap(), br#"{"sub":"1","exp":4102444800}"#);
    }

    #[test]
    fn a_token_with_name_email_and_sub_has_435_characters() {
        assert_eq!(keys(&["secret"]).seal(PAYLOAD.as_bytes(), &SystemRandom).len(), 435);
    }

    #[test]
    fn payloads_of_any_length_and_bytes_survive() {
        let keys = keys(&["secret"]);
        for length in 0..=100 {
            let payload = vec![0xff; length];
            assert_eq!(keys.open(&keys.seal(&payload, &SystemRandom)).unwrap(), payload);
            assert_eq!(
                keys.open(&gcm(&keys, r#"{"alg":"dir","enc":"A256GCM"}"#, &payload)).unwrap(),
                payload
            );
        }
    }

    #[test]
    fn the_newest_secret_seals_and_every_one_opens() {
        let (old, both, new) = (keys(&["old"]), keys(&["new", "old"]), keys(&["new"]));
        assert_eq!(both.open(&old.seal(b"{}", &SystemRandom)).unwrap(), b"{}");
        assert_eq!(new.open(&both.seal(b"{}", &SystemRandom)).unwrap(), b"{}");
        assert_eq!(new.open(&old.seal(b"{}", &SystemRandom)), Err(JoseError::UnknownKey));
    }

    #[test]
    fn another_salt_is_another_key() {
        let secure = TokenKeys::derive(&Secret::new("secret").into(), "__Secure-authjs.session-token");
        assert_eq!(secure.open(CBC), Err(JoseError::UnknownKey));
        assert_eq!(secure.open(GCM), Err(JoseError::UnknownKey));
    }

    #[test]
    fn without_kid_only_the_newest_key_is_tried() {
        let (old, both) = (keys(&["secret"]), keys(&["x", "secret"]));
        for token in [
            cbc(&old, r#"{"alg":"dir","enc":"A256CBC-HS512"}"#, b"{}"),
            gcm(&old, r#"{"alg":"dir","enc":"A256GCM"}"#, b"{}"),
        ] {
            assert_eq!(old.open(&token).unwrap(), b"{}");
            assert_eq!(both.open(&token), Err(JoseError::Decryption));
        }
    }

    #[test]
    fn the_header_may_be_written_differently() {
        let old = keys(&["secret"]);
        let header = format!(
            r#"{{ "typ":"JWT", "kid":"{}", "enc":"A256CBC-HS512", "alg":"dir" }}"#,
            old.newest.cbc_kid
        );
        let token = cbc(&old, &header, b"{}");
        assert_eq!(old.open(&token).unwrap(), b"{}");
        assert_eq!(keys(&["x", "secret"]).open(&token).unwrap(), b"{}");
    }

    #[test]
    fn a_kid_belongs_to_one_encryption() {
        let keys = keys(&["secret"]);
        let header = format!(r#"{{"alg":"dir","enc":"A256GCM","kid":"{}"}}"#, keys.newest.cbc_kid);
        assert_eq!(keys.open(&gcm(&keys, &header, b"{}")), Err(JoseError::UnknownKey));
    }

    #[test]
    fn other_algorithms_are_refused() {
        let keys = keys(&["secret"]);
        for header in [
            r#"{"alg":"none"}"#,
            r#"{"enc":"A256CBC-HS512"}"#,
            r#"{"alg":"A256KW","enc":"A256CBC-HS512"}"#,
            r#"{"alg":"dir"}"#,
            r#"{"alg":"dir","enc":"A128CBC-HS256"}"#,
            r#"{"alg":["dir"],"enc":"A256CBC-HS512"}"#,
        ] {
            assert_eq!(keys.open(&cbc(&keys, header, b"{}")), Err(JoseError::Algorithm), "{header}");
        }
        let zipped = cbc(&keys, r#"{"alg":"dir","enc":"A256CBC-HS512","zip":"DEF"}"#, b"{}");
        assert_eq!(keys.open(&zipped), Err(JoseError::Unsupported));
    }

    #[test]
    fn claims_repeated_in_the_header_must_be_those_of_the_payload() {
        let keys = keys(&["secret"]);
        let header = r#"{"alg":"dir","enc":"A256CBC-HS512","sub":"1"}"#;
        assert!(keys.open(&cbc(&keys, header, br#"{"sub":"1"}"#)).is_ok());
        assert_eq!(keys.open(&cbc(&keys, header, br#"{"sub":"2"}"#)), Err(JoseError::HeaderClaims));
        assert_eq!(keys.open(&cbc(&keys, header, b"\xff")), Err(JoseError::Claims));
    }

    #[test]
    fn a_change_of_any_character_is_noticed() {
        let keys = keys(&["secret"]);
        for token in [CBC, GCM] {
            for index in 0..token.len() {
                for replacement in ["A", "b", "-", ".", "=", "\0", ""] {
                    let mut changed = token.to_owned();
                    changed.replace_range(index..=index, replacement);
                    assert!(changed == token || keys.open(&changed).is_err(), "{index} {replacement:?}");
                }
            }
        }
    }

    #[test]
    fn a_token_that_is_cut_or_continued_is_refused() {
        let keys = keys(&["secret"]);
        for token in [CBC, GCM] {
            for length in 0..token.len() {
                assert!(keys.open(&token[..length]).is_err(), "{length}");
                assert!(keys.open(&token[length + 1..]).is_err(), "{length}");
            }
            for end in [".", "A", "AAAA", "=", " ", "\n", "é"] {
                assert!(keys.open(&format!("{token}{end}")).is_err(), "{end:?}");
            }
        }
    }

    #[test]
    fn parts_of_a_wrong_length_are_refused() {
        let keys = keys(&["secret"]);
        let [header, _, iv, text, tag] = CBC.split('.').collect::<Vec<_>>().try_into().unwrap();
        let short_tag = encode(&decode(tag).unwrap()[..TAG / 2]);
        for token in [
            format!("{header}.AAAA.{iv}.{text}.{tag}"),
            format!("{header}..{}.{text}.{tag}", encode([0; 12])),
            format!("{header}..{iv}.{text}.{short_tag}"),
            format!("{header}..{iv}.{text}."),
            format!("{header}...{text}.{tag}"),
        ] {
            assert_eq!(keys.open(&token), Err(JoseError::Malformed), "{token}");
        }
        assert_eq!(keys.open(&format!("{header}..{iv}..{tag}")), Err(JoseError::Decryption));
    }

    #[test]
    fn a_right_tag_over_broken_blocks_does_not_panic() {
        let keys = keys(&["secret"]);
        let (key, iv) = (&keys.newest, [0; BLOCK]);
        for text in [&[][..], &[0; 15], &[0; 16], &[0; 17]] {
            let tag = key.mac(&key.header, &iv, text).finalize().into_bytes();
            let token = format!("{}..{}.{}.{}", key.header, encode(iv), encode(text), encode(&tag[..TAG]));
            assert_eq!(keys.open(&token), Err(JoseError::Decryption));
        }
    }

    #[test]
    fn an_oversized_token_is_rejected() {
        let keys = keys(&["secret"]);
        assert_eq!(keys.open(&"A".repeat(MAX_TOKEN + 1)), Err(JoseError::TooLarge));
        assert_eq!(keys.open(&"A".repeat(MAX_TOKEN)), Err(JoseError::Malformed));
        let large = vec![b' '; 190_000];
        assert_eq!(keys.open(&keys.seal(&large, &SystemRandom)).unwrap(), large);
    }
}
