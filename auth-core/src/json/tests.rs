//! Tests of the reader: what JavaScript reads is read, and what is not needed is no error.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::*;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Odd {
    flag: Option<bool>,
    count: Option<u32>,
    ratio: Option<f64>,
    name: Option<String>,
    list: Vec<String>,
    inner: Option<Inner>,
    kind: Option<Kind>,
    plain: String,
    map: BTreeMap<String, u8>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
struct Inner {
    id: String,
    size: Option<u8>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Person,
    Team { id: u8 },
}

fn odd(json: Value) -> Odd {
    read(json.to_string().as_bytes()).unwrap_or_else(|error| panic!("{json}: {error}"))
}

#[test]
fn a_member_of_another_type_is_converted_or_absent() {
    let inner = |id: &str, size| Some(Inner { id: id.to_owned(), size });
    for (json, expected) in [
        (
            json!({ "flag": "True", "count": "7", "name": 42 }),
            Odd { flag: Some(true), count: Some(7), name: Some("42".into()), ..Odd::default() },
        ),
        (
            json!({ "flag": 0, "count": 7.0, "ratio": "1.5" }),
            Odd { flag: Some(false), count: Some(7), ratio: Some(1.5), ..Odd::default() },
        ),
        (json!({ "flag": "yes", "count": -1, "ratio": "", "name": true, "plain": null }), Odd::default()),
        (json!({ "flag": [], "count": {}, "ratio": "inf", "name": {}, "plain": 1e300 }), Odd::default()),
        (json!({ "list": null }), Odd::default()),
        (json!({ "list": "a" }), Odd { list: vec!["a".into()], ..Odd::default() }),
        (
            json!({ "list": ["a", null, {}, 1, null, true] }),
            Odd { list: vec!["a".into(), "1".into()], ..Odd::default() },
        ),
        (json!({ "inner": { "id": 1, "size": 300 } }), Odd { inner: inner("1", None), ..Odd::default() }),
        (json!({ "inner": { "id": null } }), Odd::default()),
        (json!({ "inner": "", "name": "a" }), Odd { name: Some("a".into()), ..Odd::default() }),
        (json!({ "kind": "robot" }), Odd::default()),
        (
            json!({ "kind": { "team": { "id": "3" } } }),
            Odd { kind: Some(Kind::Team { id: 3 }), ..Odd::default() },
        ),
        (json!({ "kind": "person", "flag": {} }), Odd { kind: Some(Kind::Person), ..Odd::default() }),
        (
            json!({ "map": { "a": 1, "b": 300, "c": "2" } }),
            Odd { map: [("a".into(), 1), ("c".into(), 2)].into(), ..Odd::default() },
        ),
    ] {
        assert_eq!(odd(json.clone()), expected, "{json}");
        assert_eq!(convert::<Odd>(json.clone()).unwrap(), expected, "{json}");
    }
}

#[test]
fn text_is_read_as_javascript_reads_it() {
    for (text, expected) in [
        (&b"\xEF\xBB\xBF{\"a\":1}"[..], json!({ "a": 1 })),
        (br#"{"a":"\udc00!","\ud800":1}"#, json!({ "a": "\u{fffd}!", "\u{fffd}": 1 })),
        (
            br#"["\ud83d\ude00","\ud83d\u0041","\ud83d\ud83d\ude00","\\ud83d"]"#,
            json!(["😀", "\u{fffd}A", "\u{fffd}😀", "\\ud83d"]),
        ),
        (b"[\"a\xFFb\", \"\\\"\\udc00\\\"\"]", json!(["a\u{fffd}b", "\"\u{fffd}\""])),
        (
            br#"{"a\ud800":[1e999,-1e999,1e9, true,"1e999"]}"#,
            json!({ "a\u{fffd}": [null, null, 1e9, true, "1e999"] }),
        ),
    ] {
        assert_eq!(parse(text).unwrap(), expected, "{}", String::from_utf8_lossy(text));
        assert_eq!(read::<Value>(text).unwrap(), expected);
    }
    let deep = "[".repeat(200) + &"]".repeat(200);
    for text in
        ["", "<html>", r#"{"a":"\ud8"}"#, r#"{"a":"\"#, r#""\u+123""#, "{} {}", "nul", &deep, "\u{feff}"]
    {
        assert!(parse(text.as_bytes()).is_err(), "{text}");
        let error = read::<Odd>(text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("not JSON ("), "{error}");
    }
}

#[derive(Debug, PartialEq, Deserialize)]
struct Needy {
    sub: String,
    #[serde(default)]
    keys: Vec<Inner>,
    first: Inner,
}

#[test]
fn a_needed_member_is_an_error_with_its_path_and_without_its_value() {
    for (json, expected) in [
        (json!({ "first": { "id": "x" } }), "sub: missing"),
        (json!({ "sub": null, "first": { "id": "x" } }), "sub: missing"),
        (json!({ "sub": ["Secret"], "first": { "id": "x" } }), "sub: not a string"),
        (json!({ "sub": "1" }), "first: missing"),
        (json!({ "sub": "1", "first": "Secret" }), "first: not an object"),
        (json!({ "sub": "1", "first": { "id": true, "size": 1 } }), "first.id: not a string"),
        (json!({ "sub": "1", "first": {} }), "first.id: missing"),
        (json!([1]), "not an object"),
        (json!("Secret"), "not an object"),
    ] {
        assert_eq!(convert::<Needy>(json.clone()).unwrap_err().to_string(), expected, "{json}");
    }
    for (json, expected) in [
        (json!({ "a": { "id": 1 }, "b": { "size": 1 } }), "b.id: missing"),
        (json!([{ "id": "1" }]), "not an object"),
    ] {
        #[derive(Debug, Deserialize)]
        #[expect(dead_code, reason = "read only")]
        struct Two {
            a: Inner,
            b: Inner,
        }
        assert_eq!(convert::<Two>(json).unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_wrong_item_of_a_list_is_left_out() {
    let json = json!({
        "sub": 1, "first": { "id": "x" },
        "keys": [{ "id": "a" }, { "size": 1 }, 5, null, { "id": {} }, { "id": "b", "size": "3" }],
    });
    let needy: Needy = convert(json).unwrap();
    let ids: Vec<_> = needy.keys.iter().map(|key| &*key.id).collect();
    assert_eq!((&*needy.sub, ids), ("1", vec!["a", "b"]));
    assert_eq!(needy.keys[1].size, Some(3));
    let many = vec![json!({}); 5_000];
    let needy: Needy = convert(json!({ "sub": "1", "first": { "id": "x" }, "keys": many })).unwrap();
    assert_eq!(needy.keys, []);
}

#[derive(Debug, PartialEq, Deserialize)]
struct Flat {
    id: String,
    #[serde(flatten)]
    claims: crate::contract::StandardClaims,
    #[serde(default)]
    untagged: Option<Untagged>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(u8),
    Pair { left: u8, right: Option<u8> },
}

#[test]
fn members_of_types_that_collect_first_are_found_too() {
    let flat = |json: Value| convert::<Flat>(json.clone()).unwrap_or_else(|error| panic!("{json}: {error}"));
    let all = flat(json!({
        "id": 1, "email_verified": "true", "name": 5, "locale": { "language": "en" }, "nickname": "Ada",
        "address": { "postal_code": 12345, "country": [], "region": "x" }, "gender": [], "zoneinfo": [],
    }));
    let claims = &all.claims;
    let address = claims.address.as_ref().unwrap();
    assert_eq!((&*all.id, claims.email_verified, claims.name.as_deref()), ("1", Some(true), Some("5")));
    assert_eq!((claims.locale.as_deref(), claims.nickname.as_deref()), (None, Some("Ada")));
    assert_eq!((address.postal_code.as_deref(), address.region.as_deref()), (Some("12345"), Some("x")));
    for (json, expected) in [
        (json!(7), Some(Untagged::Number(7))),
        (json!("7"), Some(Untagged::Number(7))),
        (json!(700), None),
        (json!({ "left": 1, "right": "x" }), Some(Untagged::Pair { left: 1, right: None })),
        (json!({ "left": [] }), None),
    ] {
        assert_eq!(flat(json!({ "id": "1", "untagged": json, "name": "Ada" })).untagged, expected, "{json}");
    }
    let error = convert::<Flat>(json!({ "name": "Ada", "email_verified": "Secret" })).unwrap_err();
    assert_eq!(error.to_string(), "id: missing");
}

#[test]
fn several_members_of_one_fault_are_found_together() {
    #[derive(Debug, Deserialize)]
    struct Flags {
        id: String,
        #[serde(flatten)]
        inner: Same,
    }
    #[derive(Debug, Deserialize)]
    struct Same {
        need: String,
        a: Option<bool>,
        b: Option<bool>,
        c: Option<u8>,
    }
    let flags: Flags = convert(json!({ "a": "x", "id": "1", "need": "n", "b": "x", "c": 1 })).unwrap();
    assert_eq!((&*flags.id, &*flags.inner.need), ("1", "n"));
    assert_eq!((flags.inner.a, flags.inner.b, flags.inner.c), (None, None, Some(1)));
}

#[test]
fn a_proof_is_taken_as_it_is_and_a_value_of_a_trusted_party_is_kept() {
    #[derive(Debug, Deserialize)]
    struct Token {
        exp: Option<u64>,
        flag: Option<bool>,
        #[serde(default)]
        list: Vec<String>,
    }
    let token = |json: Value| convert_whole::<Token>(json, &["exp"]);
    let read = token(json!({ "exp": 5, "flag": "true", "list": null })).unwrap();
    assert_eq!((read.exp, read.flag, read.list), (Some(5), Some(true), vec![]));
    for (odd, expected) in [
        (json!({ "exp": "5" }), "exp: not an integer"),
        (json!({ "exp": 5.0 }), "exp: not u64"),
        (json!({ "exp": {} }), "exp: not an integer"),
        (json!({ "list": null, "exp": "Secret" }), "exp: not an integer"),
        (json!({ "flag": "Secret" }), "flag: not a boolean"),
        (json!({ "list": [[]] }), "list[0]: not a string"),
    ] {
        assert_eq!(token(odd).unwrap_err().to_string(), expected);
    }
}

#[test]
fn a_blank_string_of_a_profile_is_absent() {
    let read = profile::<Odd>(&json!({ "name": " ", "plain": "", "list": ["", "a"], "flag": "" })).unwrap();
    assert_eq!(read, Odd { list: vec!["a".to_owned()], ..Odd::default() });
}

#[test]
fn numbers_become_strings_only_if_they_are_exact() {
    for (json, expected) in [
        ("583231", Some("583231")),
        ("18446744073709551615", Some("18446744073709551615")),
        ("-5", Some("-5")),
        ("42.0", Some("42")),
        ("1.5", Some("1.5")),
        ("123456789012345678901234567890", None),
        ("9007199254740992.0", None),
        ("true", None),
    ] {
        let json = format!(r#"{{"name":{json}}}"#);
        assert_eq!(read::<Odd>(json.as_bytes()).unwrap().name.as_deref(), expected, "{json}");
    }
}

#[test]
fn names_and_messages_fit_a_line() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        id: BTreeMap<String, Inner>,
    }
    let name = format!("\n{}", "x".repeat(100));
    let strict: Strict =
        convert(json!({ "id": { "a": { "id": "1" } }, "more": 1, (name.clone()): 2 })).unwrap();
    assert_eq!(strict.id["a"].id, "1");
    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "read only")]
    struct Named(#[serde(deserialize_with = "needed")] BTreeMap<String, Inner>);
    fn needed<'de, D: serde::Deserializer<'de>>(d: D) -> Result<BTreeMap<String, Inner>, D::Error> {
        let map = BTreeMap::<String, Inner>::deserialize(d)?;
        if map.is_empty() { Err(serde::de::Error::custom("Secret")) } else { Ok(map) }
    }
    assert_eq!(convert::<Named>(json!({ (name): {} })).unwrap_err().to_string(), "not valid");
}

#[test]
fn much_that_does_not_fit_is_bounded() {
    let members: serde_json::Map<String, Value> =
        (0..1_000).map(|index| (format!("m{index}"), json!({ "id": [[]] }))).collect();
    let start = std::time::Instant::now();
    let _ = convert::<BTreeMap<String, Inner>>(Value::Object(members.clone()));
    let _ = convert::<Flat>(Value::Object(members));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
