//! JSON that others send, against `serde_json`: the same value where it reads one, and repairs only what JavaScript reads.
#![no_main]

use auth_core::contract::StandardClaims;
use auth_core::testing::parsers::{parse_json, read_json};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let ours = parse_json(data);
    match serde_json::from_slice::<Value>(data) {
        Ok(value) => assert_eq!(ours.as_ref(), Some(&value)),
        Err(error) => assert!(ours.is_none() || may_need_repair(data), "{error}, but we read {ours:?}"),
    }
    let claims: Option<StandardClaims> = read_json(data);
    if let Ok(expected) = serde_json::from_slice::<StandardClaims>(data) {
        assert_eq!(claims.as_ref(), Some(&expected));
    }
    let Some(value) = ours else {
        assert!(claims.is_none(), "no JSON has claims");
        return;
    };
    let again = parse_json(value.to_string().as_bytes()).expect("what was read can be read again");
    assert!(is_same(&again, &value), "{value} became {again}");
    let Some(members) = value.as_object() else { return };
    // Each claim is optional, so that one that does not fit costs itself alone.
    let claims = serde_json::to_value(claims.expect("an object has claims")).expect("claims are JSON");
    for (name, claim) in claims.as_object().expect("claims are an object") {
        let sent = members.get(name).unwrap_or(&Value::Null);
        let is_as_sent = match (claim, sent) {
            (Value::Null, _) => true,
            (Value::String(claim), Value::String(sent)) => claim == sent,
            (Value::String(claim), Value::Number(sent)) => is_number(claim, sent),
            (Value::Bool(claim), sent) => is_flag(*claim, sent),
            (Value::Object(_), Value::Object(_) | Value::Array(_)) => true,
            _ => false,
        };
        assert!(is_as_sent, "{name} was {sent}, and became {claim}");
    }
});

/// Returns `true` if there may be something that `JSON.parse` of JavaScript reads and `serde_json` does not.
fn may_need_repair(data: &[u8]) -> bool {
    let has = |part: &[u8]| data.windows(part.len()).any(|window| window == part);
    let is_unicode = std::str::from_utf8(data).is_ok() && !data.starts_with(b"\xEF\xBB\xBF");
    !is_unicode || has(br"\u") || has(b"e") || has(b"E") || data.len() > 300
}

/// Compares two numbers without their last digit, in which `serde_json` may err.
fn is_close(one: f64, other: f64) -> bool {
    (one - other).abs() <= other.abs() * 1e-15
}

/// Compares two values. The last digit of a float may differ.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            let [one, other] = [one, other].map(|number| number.as_f64().expect("it is a float"));
            is_close(one, other)
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| one.0 == other.0 && is_same(one.1, other.1))
        }
        _ => one == other,
    }
}

/// Returns `true` if a string is the number, without a fraction that is zero.
fn is_number(string: &str, number: &serde_json::Number) -> bool {
    let string: Value = serde_json::from_str(string).expect("the string is a number");
    match (string.as_f64(), number.as_f64()) {
        (Some(string), Some(number)) => is_close(string, number),
        _ => false,
    }
}

/// Returns `true` if a flag is what was sent, as a flag, a number or a string.
fn is_flag(flag: bool, sent: &Value) -> bool {
    match sent {
        Value::Bool(sent) => *sent == flag,
        Value::Number(sent) => sent.as_f64() == Some(f64::from(u8::from(flag))),
        Value::String(sent) => {
            let sent = sent.trim().to_ascii_lowercase();
            sent == flag.to_string() || sent == u8::from(flag).to_string()
        }
        _ => false,
    }
}
