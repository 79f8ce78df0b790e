//! Tokens: free strings, and good ones with a part replaced. Only a sealed token opens, and the parts of a signed one are
//! those that the crate `jsonwebtoken` reads.
#![no_main]

use std::sync::LazyLock;

use auth::testing::SeededRandom;
use auth_core::testing::parsers::{Keys, is_encrypted, is_signed, unverified};
use auth_fuzz::KEYS;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, Value, json};

const PAYLOAD: &[u8] = br#"{"sub":"1"}"#;
const SALT: &str = "__Secure-authjs.session-token";
static SECRETS: LazyLock<Keys> = LazyLock::new(|| Keys::new(&["new", "old"], SALT).expect("two secrets"));
/// A token of each secret, and a signed one.
static GOOD: LazyLock<[String; 3]> = LazyLock::new(|| {
    let seal =
        |secret: &str| Keys::new(&[secret], SALT).expect("a secret").seal(PAYLOAD, &SeededRandom::new(1));
    [seal("new"), seal("old"), KEYS.sign(&json!({ "sub": "1" })).expect("the claims are JSON")]
});

fuzz_target!(|data: (u8, u16, u16, &str)| {
    let (which, at, length, text) = data;
    let token = match GOOD.get(usize::from(which % 4)) {
        None => text.to_owned(),
        // A new header.
        Some(good) if which & 16 != 0 => {
            let (_, rest) = good.split_once('.').expect("it has parts");
            format!("{}.{rest}", URL_SAFE_NO_PAD.encode(text))
        }
        Some(good) => {
            let start = usize::from(at) % (good.len() + 1);
            let end = (start + usize::from(length % 64)).min(good.len());
            format!("{}{text}{}", &good[..start], &good[end..])
        }
    };
    check(&token);
});

fn check(token: &str) {
    let parts: Vec<&str> = token.split('.').collect();
    if let Some(payload) = SECRETS.open(token) {
        assert_eq!(payload, PAYLOAD);
        assert!(GOOD[..2].iter().any(|good| good == token), "nothing has sealed it");
        assert!(is_encrypted(token));
    }
    let header = parts.first().and_then(|header| URL_SAFE_NO_PAD.decode(header).ok());
    let header = header.and_then(|header| serde_json::from_slice::<Map<String, Value>>(&header).ok());
    let named = |name: &str| header.as_ref().and_then(|header| header.get(name));
    let is_extended = named("crit").is_some() || named("zip").is_some();
    if is_encrypted(token) {
        assert!(parts.len() == 5 && parts[1].is_empty() && !is_extended);
        assert!(header.is_none() || named("alg").is_some_and(|alg| alg == "dir"));
    }
    if is_signed(token, "session") {
        assert!(parts.len() == 3 && !is_extended && parts.iter().all(|part| !part.is_empty()));
        assert!(header.is_none() || named("typ").is_some_and(|typ| typ == "session"));
    }
    let Some(ours) = unverified(token) else {
        let is_well_formed = parts.len() == 3
            && parts[1..].iter().all(|part| URL_SAFE_NO_PAD.decode(part).is_ok())
            && jsonwebtoken::decode_header(token).is_ok();
        assert!(!is_well_formed || is_extended || header.is_none(), "jsonwebtoken reads {token}");
        return;
    };
    assert_eq!(format!("{}.{}", ours.message, URL_SAFE_NO_PAD.encode(&ours.signature)), token);
    assert_eq!(ours.message, format!("{}.{}", parts[0], URL_SAFE_NO_PAD.encode(&ours.payload)));
    assert!(!is_extended);
    if header.is_some() {
        assert_eq!(ours.alg.as_deref(), named("alg").and_then(Value::as_str));
        let typ = named("typ").and_then(Value::as_str).unwrap_or_default().to_ascii_lowercase();
        assert!(!(ours.may_be_id_token && typ.ends_with("+jwt")), "{typ} is no ID token");
    }
    if let Ok(theirs) = jsonwebtoken::decode_header(token) {
        assert_eq!(ours.kid.unwrap_or_default(), theirs.kid.unwrap_or_default());
    }
}
