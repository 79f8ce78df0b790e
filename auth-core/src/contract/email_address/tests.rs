//! Tests of e-mail addresses.

use std::collections::BTreeSet;

use super::*;

fn parsed(text: &str) -> Option<String> {
    EmailAddress::parse(text).ok().map(|address| address.to_string())
}

#[test]
fn ascii_addresses_are_canonical() {
    for (typed, known) in [
        ("  Foo@Example.com ", "foo@example.com"),
        ("foo@example.com", "foo@example.com"),
        ("erin+tag@example.com", "erin+tag@example.com"),
        ("o'neil_x-y.z@sub.example.co.uk", "o'neil_x-y.z@sub.example.co.uk"),
        ("\u{a0}foo@example.com\r\n", "foo@example.com"),
        ("erin@localhost", "erin@localhost"),
        ("!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"),
        ("erin@1.example", "erin@1.example"),
        ("erin@ab--cd.example", "erin@ab--cd.example"),
    ] {
        assert_eq!(parsed(typed).as_deref(), Some(known), "{typed:?}");
    }
    let longest = format!("{}@{}.example", "a".repeat(64), "b".repeat(63));
    assert_eq!(parsed(&longest), Some(longest));
}

#[test]
fn the_parts_are_those_of_the_canonical_form() {
    let address: EmailAddress = " Ada.L@Sub.Example.COM".parse().unwrap();
    assert_eq!((address.local_part(), address.domain()), ("ada.l", "sub.example.com"));
    assert_eq!(address.as_ref(), "ada.l@sub.example.com");
    assert!(address.has_domain("SUB.example.com"));
    for other in ["example.com", "", "sub.example.com.", "x.sub.example.com", "sub.example.com@x"] {
        assert!(!address.has_domain(other), "{other}");
    }
}

#[test]
fn json_is_parsed() {
    let address: EmailAddress = serde_json::from_str(r#"" Ada@Example.com""#).unwrap();
    assert_eq!(serde_json::to_string(&address).unwrap(), r#""ada@example.com""#);
    for text in [r#""""#, r#""ada""#, "7", "null"] {
        assert!(serde_json::from_str::<EmailAddress>(text).is_err(), "{text}");
    }
}

#[test]
fn addresses_are_sorted_and_compared_by_their_canonical_form() {
    let spellings = ["b@example.com", "A@example.com", "a@EXAMPLE.com", " B@example.com"];
    let set: BTreeSet<_> = spellings.iter().map(|text| EmailAddress::parse(text).unwrap()).collect();
    assert_eq!(set.iter().map(EmailAddress::as_str).collect::<Vec<_>>(), ["a@example.com", "b@example.com"]);
}

#[test]
fn anything_but_one_address_is_rejected() {
    let long = format!("{}@example.com", "a".repeat(65));
    let longer = format!("a@{}.com", "b.".repeat(130));
    let long_label = format!("a@{}.com", "b".repeat(64));
    let long_in_all = format!("{}@{}.example", "a".repeat(64), vec!["b".repeat(60); 3].join("."));
    for text in [
        "",
        " ",
        "erin",
        "@",
        "@example.com",
        "erin@",
        "erin@,example.com",
        "foo@example.com,evil.com",
        "a@b@c.example",
        "a@evil.com\u{ff20}victim.com",
        "a@evil.com\u{fe6b}victim.com",
        "a\u{ff20}evil.com",
        "\"x@e.com\"@y.com",
        "\"erin\"@example.com",
        "erin@example.com,frank@evil.example",
        "erin@example.com frank@evil.example",
        "erin smith@example.com",
        "erin@exa mple.com",
        "erin @example.com",
        "erin@ example.com",
        "erin@example.com\r\nBcc: frank@evil.example",
        "erin@example.com\nframe",
        "erin\r\n@example.com",
        "erin\u{0}@example.com",
        "erin\t@example.com",
        "erin\u{7f}@example.com",
        "erin\u{85}@example.com",
        "erin\u{2028}@example.com",
        "erin\u{200b}@example.com",
        "erin\u{feff}@example.com",
        "erin\u{ad}@example.com",
        "erin\u{202e}@example.com",
        "erin\u{2066}@example.com",
        "erin\u{200d}@example.com",
        "erin\u{e0041}@example.com",
        "erin\u{fe0f}@example.com",
        "erin\u{34f}@example.com",
        "erin\u{e000}@example.com",
        "erin\u{fffd}@example.com",
        "\u{3164}@example.com",
        "\u{1160}@example.com",
        "\u{301}erin@example.com",
        "erin,frank@example.com",
        "erin;frank@example.com",
        "erin:frank@example.com",
        "erin@example.com;frank",
        "Erin <erin@example.com>",
        "<erin@example.com>",
        "erin@[127.0.0.1]",
        "erin@[ipv6:::1]",
        "erin@127.0.0.1",
        "erin@127.1",
        "erin@2130706433",
        "erin@0x7f.0.0.1",
        "erin@0x7f000001",
        "erin@example.0x",
        "erin@::1",
        "erin(comment)@example.com",
        "erin\\@example.com",
        ".erin@example.com",
        "erin.@example.com",
        "er..in@example.com",
        "erin@-example.com",
        "erin@example-.com",
        "erin@.example.com",
        "erin@example..com",
        "erin@example.com.",
        "erin@exa_mple.com",
        "erin@example.com/x",
        "erin@example.com?bcc=x",
        "erin@example.com%00",
        &long,
        &longer,
        &long_label,
        &long_in_all,
    ] {
        assert_eq!(parsed(text), None, "{text:?}");
    }
    assert_eq!(parsed(&"ａ".repeat(1_000_000)), None);
    assert_eq!(parsed(&format!("{}a@example.com", " ".repeat(1_000_000))), None);
}

#[cfg(not(feature = "idna"))]
#[test]
fn only_ascii_is_accepted_without_tables() {
    for text in
        ["érin@example.com", "erin@bücher.example", "erin@xn--bcher-kva.example", "erin@blocked。example"]
    {
        assert_eq!(parsed(text), None, "{text}");
    }
}

#[cfg(all(feature = "idna", feature = "server"))]
mod international;

#[cfg(feature = "idna")]
mod vectors;
