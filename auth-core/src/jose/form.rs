//! The form of tokens, whatever their key: tells a token of another key or format from a string that is no token.

use super::{MAX_TOKEN, decode, header::Header};

/// Returns `true` if a string has the form of an encrypted token as [`TokenKeys::seal`](super::TokenKeys::seal) and Auth.js
/// write them: `dir`, parts as long as its encryption makes them, and a `kid` that is the thumbprint of a key.
pub(crate) fn is_encrypted(token: &str) -> bool {
    let parts: Vec<&str> = token.splitn(6, '.').collect();
    let ([header, "", iv, ciphertext, tag], true) = (parts.as_slice(), token.len() <= MAX_TOKEN) else {
        return false;
    };
    let Ok(header) = Header::parse(header) else { return false };
    let lengths = match header.text("enc") {
        Some("A256CBC-HS512") => [16, 32, 64],
        Some("A256GCM") => [12, 16, 32],
        _ => return false,
    };
    let parts = [Some(*iv), Some(*tag), header.text("kid")];
    let fits = |(part, length): (Option<&str>, usize)| {
        part.and_then(|part| decode(part).ok()).is_some_and(|bytes| bytes.len() == length)
    };
    header.text("alg") == Some("dir")
        && decode(ciphertext).is_ok()
        && parts.into_iter().zip(lengths).all(fits)
}

/// Returns `true` if a string has the form of a signed token of this type.
pub(crate) fn is_signed(token: &str, typ: &str) -> bool {
    let parts: Vec<&str> = token.splitn(4, '.').collect();
    let ([header, payload, signature], true) = (parts.as_slice(), token.len() <= MAX_TOKEN) else {
        return false;
    };
    let is_typed = || Header::parse(header).is_ok_and(|header| header.text("typ") == Some(typ));
    is_typed() && [payload, signature].iter().all(|part| !part.is_empty() && decode(part).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contract::Secret,
        jose::{TokenKeys, encode},
        random::SystemRandom,
    };

    #[test]
    fn an_encrypted_token_is_known_by_its_form() {
        let token = TokenKeys::derive(&Secret::new("secret").into(), "salt").seal(b"{}", &SystemRandom);
        assert!(is_encrypted(&token));
        let (header, rest) = token.split_once('.').unwrap();
        let unknown = encode(r#"{"alg":"dir","enc":"A256CBC-HS512","kid":"nobody"}"#);
        let nameless = encode(r#"{"alg":"dir","enc":"A256CBC-HS512"}"#);
        for other in [
            "garbage".to_owned(),
            "....".to_owned(),
            token[..token.len() - 10].to_owned(),
            format!("{token}.AAAA"),
            format!("{header}.AAAA.{}", &rest[1..]),
            format!("{unknown}.{rest}"),
            format!("{nameless}.{rest}"),
        ] {
            assert!(!is_encrypted(&other), "{other}");
        }
    }

    #[test]
    fn a_signed_token_is_known_by_its_type() {
        let token = |header: &str| format!("{}.e30.AAAA", encode(header));
        assert!(is_signed(&token(r#"{"alg":"ES256","typ":"session"}"#), "session"));
        assert!(!is_signed(&token(r#"{"alg":"ES256","typ":"JWT"}"#), "session"));
        assert!(!is_signed(&token(r#"{"alg":"none"}"#), "session"));
        assert!(!is_signed("garbage", "session"));
    }
}
