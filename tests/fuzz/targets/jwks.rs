//! Keys of JWK sets: three good ones with changed members, and free JSON. A known signature is verified only by the numbers
//! that belong to it, and only if the key is for signatures; a key that the crate `jsonwebtoken` reads is read here, too.
#![no_main]

use std::sync::LazyLock;

use auth_core::testing::parsers::{jwk, parse_json};
use base64::{
    Engine,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

/// The keys by the algorithms of their signatures of `message`.
static KEYS: LazyLock<Map<String, Value>> =
    LazyLock::new(|| serde_json::from_str(include_str!("data/keys.json")).expect("an object"));
const MEMBERS: [&str; 12] = ["kty", "crv", "x", "y", "n", "e", "use", "key_ops", "alg", "kid", "issuer", "d"];
const WORDS: [&str; 16] = [
    "RSA", "EC", "OKP", "P-256", "P-384", "Ed25519", "sig", "enc", "verify", "sign", "RS256", "PS256",
    "ES256", "EdDSA", "RSA-OAEP", "ES512",
];
/// The registered algorithms of other kinds (RFC 7518 sections 3.1 and 4.1, RFC 8037).
const OTHER: [&str; 18] = [
    "none",
    "Ed448",
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A192KW",
    "ECDH-ES+A256KW",
    "A128KW",
    "A192KW",
    "A256KW",
    "A128GCMKW",
    "A192GCMKW",
    "A256GCMKW",
    "dir",
];

fuzz_target!(|data: (u8, Vec<(u8, u8, &str)>, &[u8])| {
    let (which, changes, free) = data;
    if which % 8 == 7 {
        let keys = parse_json(free).unwrap_or_default();
        for key in keys["keys"].as_array().into_iter().flatten() {
            check(key);
        }
        return;
    }
    let (_, known) = KEYS.iter().nth(usize::from(which % 3)).expect("there are three");
    let mut key = known["jwk"].clone();
    for (member, how, text) in changes.into_iter().take(6) {
        let name = MEMBERS[usize::from(member) % MEMBERS.len()];
        let word = WORDS[usize::from(how) % WORDS.len()];
        let before = key[name].as_str().unwrap_or_default().to_owned();
        let at = before.char_indices().nth(usize::from(how)).map_or(before.len(), |(at, _)| at);
        key[name] = match how % 11 {
            0 => Value::from(text),
            1 => Value::from(word),
            2 => json!([word, text]),
            3 => Value::Null,
            4 => Value::from(format!("{}{text}{}", &before[..at], &before[at..])),
            5 => Value::from(format!("{}{text}", &before[..at])),
            6 => Value::from(before.replace('-', "+").replace('_', "/")),
            7 => Value::from(format!("{before}=")),
            8 => Value::from(format!("AAAA{before}")),
            9 => Value::from(how),
            _ => serde_json::from_str(text).unwrap_or_default(),
        };
    }
    check(&key);
});

fn check(key: &Value) {
    let read = jwk(key);
    for (algorithm, known) in KEYS.iter() {
        let signature = bytes(&known["signature"]).expect("it is base64url");
        let verifies = |message: &[u8], signature: &[u8]| {
            read.as_ref().is_some_and(|read| read.verifies(algorithm, message, signature))
        };
        assert!(!verifies(b"massage", &signature), "another message");
        let right = &known["jwk"];
        let names = ["x", "y", "n", "e"].into_iter().filter(|name| right.get(name).is_some());
        let is_right = key["kty"] == right["kty"]
            && right.get("crv").is_none_or(|curve| key["crv"] == *curve)
            && names.clone().all(|name| bytes(&key[name]).map(number) == bytes(&right[name]).map(number));
        if verifies(b"message", &signature) {
            assert!(is_right, "other numbers: {key}");
            assert!(is_for(algorithm, key), "not for this: {key}");
            continue;
        }
        // The same numbers, written as the standard says and without a word about their use, are this key.
        let is_plain = names.clone().all(|name| key[name] == right[name]);
        let says_nothing =
            ["use", "key_ops", "alg"].iter().all(|name| key.get(name).is_none_or(Value::is_null));
        assert!(!(is_right && is_plain && says_nothing), "a good key was rejected: {key}");
        let theirs = serde_json::from_value::<jsonwebtoken::jwk::Jwk>(key.clone());
        if is_right && is_plain && theirs.is_ok() {
            assert!(!is_for(algorithm, key), "jsonwebtoken reads it: {key}");
        }
    }
    if let Some(kid) = read.as_ref().and_then(|read| read.kid()) {
        assert!(key["kid"] == kid || key["kid"].to_string() == kid);
    }
}

/// Returns `true` if a key may be for signatures of this algorithm.
fn is_for(algorithm: &str, key: &Value) -> bool {
    let purpose = key["use"].as_str().unwrap_or_default().to_ascii_lowercase();
    let operations = match &key["key_ops"] {
        Value::Null => true,
        Value::Array(operations) => operations.iter().any(|operation| operation == "verify"),
        operation => operation == "verify",
    };
    let alg = match key["alg"].as_str().unwrap_or_default() {
        "Ed25519" => "EdDSA",
        alg => alg,
    };
    let is_signature = alg.get(..2).is_some_and(|family| ["HS", "RS", "PS", "ES"].contains(&family))
        && alg[2..].starts_with(|character: char| character.is_ascii_digit());
    let names_other = alg != algorithm && (is_signature || alg == "EdDSA" || OTHER.contains(&alg));
    (purpose.is_empty() || purpose.starts_with("sig")) && operations && !names_other
}

/// Decodes base64 or base64url, with or without padding and white space.
fn bytes(value: &Value) -> Option<Vec<u8>> {
    let plain: String =
        value.as_str()?.chars().filter(|character| !character.is_ascii_whitespace()).collect();
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, config);
    engine.decode(plain.replace('-', "+").replace('_', "/")).ok()
}

fn number(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
}
