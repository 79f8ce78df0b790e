//! Tests of e-mail addresses beyond ASCII.

use super::parsed;
use crate::{contract::EmailAddress, test_support::noise::Noise};

/// Domains by their A-labels, with other spellings of each.
const SPELLINGS: [(&str, &[&str]); 14] = [
    (
        "blocked.example",
        &["blocked。example", "blocked．example", "blocked｡example", "ＢＬＯＣＫＥＤ.ｅxample"],
    ),
    ("blocked.example", &["blo\u{ad}cked.example", "blo\u{200b}cked.example", "blocked.example\u{fe0f}"]),
    ("blocked.example", &["ⓑⓛⓞⓒⓚⓔⓓ.example", "bloc\u{212a}ed.example", "𝐛𝐥𝐨𝐜𝐤𝐞𝐝.example"]),
    (
        "xn--bcher-kva.example",
        &["bücher.example", "BÜCHER.example", "bu\u{308}cher.example", "XN--BCHER-KVA.Example"],
    ),
    ("xn--fuball-cta.example", &["fußball.example", "FUẞBALL.example"]),
    ("fussball.example", &["FUSSBALL.example", "fuſſball.example"]),
    ("xn--3xab.example", &["σς.example"]),
    ("xn--4xaa.example", &["ΣΣ.example", "σσ.example"]),
    ("xn--80ak6aa92e.com", &["аррӏе.com", "АРРӏЕ.com"]),
    ("xn--wgv71a119e.jp", &["日本語.jp", "日本語。jp"]),
    ("xn--mgberp4a5d4ar", &["السعودية"]),
    ("xn--4dbrk0ce", &["ישראל"]),
    ("xn--h2brj9c", &["भारत"]),
    ("xn--tda.example", &["ü.example", "ｕ\u{308}.example", "Ü．EXAMPLE"]),
];

#[test]
fn two_spellings_of_one_domain_are_one_address() {
    for (canonical, spellings) in SPELLINGS {
        let known = EmailAddress::parse(&format!("ada@{canonical}")).unwrap();
        assert_eq!(known.domain(), canonical);
        assert!(known.has_domain(canonical));
        for spelling in spellings {
            let typed = EmailAddress::parse(&format!(" Ada@{spelling}")).ok();
            assert_eq!(typed.as_ref(), Some(&known), "{spelling:?}");
            assert!(known.has_domain(spelling), "{spelling:?}");
        }
    }
}

#[test]
fn different_domains_are_different_addresses() {
    let mut domains: Vec<_> = SPELLINGS.iter().map(|(canonical, _)| *canonical).collect();
    domains.dedup();
    for (at, domain) in domains.iter().enumerate() {
        for other in domains.iter().skip(at + 1) {
            assert_ne!(parsed(&format!("a@{domain}")), parsed(&format!("a@{other}")));
        }
    }
}

#[test]
fn domains_that_uts_46_refuses_are_rejected() {
    for domain in [
        "xn--",
        "xn--a",
        "xn--a.example",
        "xn--0.pt",
        "xn--zn7c.com",
        "xn--bcher-kva\u{ff0e}",
        // A label in Punycode that is ASCII, and one that decodes to capitals.
        "xn--blocked-.example",
        "xn--bcher-2pa.example",
        "xn--bloced-s11c.example",
        // Not a letter, or a mark in front.
        "exa\u{2028}mple.com",
        "\u{301}a.example",
        // A joiner without its context, a label of two directions.
        "a\u{200d}b.example",
        "a\u{5d0}.example",
        "\u{5d0}a.example",
        // These become the separators of URLs, or a space.
        "evil.example\u{2100}x",
        "evil.example\u{ff0f}x",
        "evil.example\u{ff03}x",
        "evil.example\u{ff1a}25",
        "evil\u{a0}.example",
        "evil\u{3000}.example",
        "a\u{ff0d}.example",
        "\u{ff11}\u{ff12}\u{ff17}.0.0.1",
        "①②⑦.⓪.⓪.①",
        "example\u{3002}\u{3002}com",
        "example.com\u{3002}",
        "\u{e000}.example",
        "\u{10ffff}.example",
        "\u{fffd}.example",
        "\u{115f}.example",
    ] {
        assert_eq!(parsed(&format!("a@{domain}")), None, "{domain:?}");
    }
}

#[test]
fn local_parts_are_canonical() {
    for (typed, known) in [
        ("ÉRIN", "érin"),
        ("E\u{301}rin", "érin"),
        ("用户", "用户"),
        ("ÄDA", "äda"),
        ("ПОЧТА", "почта"),
        ("संपर्क", "संपर्क"),
        ("ทดสอบที่", "ทดสอบที่"),
        ("אבג", "אבג"),
        ("H\u{331}", "\u{1e96}"),
        ("straße", "straße"),
    ] {
        assert_eq!(
            parsed(&format!("{typed}@example.com")),
            Some(format!("{known}@example.com")),
            "{typed:?}"
        );
    }
    for other in [
        "\u{212a}im",
        "\u{130}da",
        "ＦＯＯ",
        "ﬁona",
        "ſam",
        "ⅳ",
        "x²",
        "☕",
        "\u{1fef}",
        "\u{37e}",
        "a\u{301}\u{34f}",
    ] {
        assert_eq!(parsed(&format!("{other}@example.com")), None, "{other:?}");
    }
}

#[test]
fn no_character_makes_an_address_that_of_another_user() {
    let becomes_ascii = |c: &char| parsed(&format!("a{c}@example.com")).is_some_and(|text| text.is_ascii());
    assert_eq!(('\u{80}'..=char::MAX).find(becomes_ascii), None);
}

#[test]
fn an_address_is_a_fixed_point_and_cannot_break_a_line() {
    const LETTERS: [&str; 28] = [
        "a", "B", "-", ".", "。", "xn--", "ü", "u\u{308}", "ß", "ẞ", "Σ", "ς", "א", "٣", "\u{301}",
        "\u{200d}", "\u{ad}", "İ", "K", "ﬁ", "क", "\u{94d}", "H\u{331}", "@", "\u{ff20}", " ", "\r\n", "日",
    ];
    let mut noise = Noise::new();
    let mut taken = 0;
    for round in 0..20_000 {
        let mut part = || match round % 2 {
            0 => (0..=noise.below(5)).map(|_| LETTERS[noise.below(LETTERS.len())]).collect::<String>(),
            _ => noise.text(4, "aB@.-+\r\n\t ,;<>\"'\\é\u{ff20}"),
        };
        let text = format!("{}@{}", part(), part());
        let Ok(address) = EmailAddress::parse(&text) else { continue };
        taken += 1;
        assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()), "{text:?}");
        assert_eq!(format!("{}@{}", address.local_part(), address.domain()), address.as_str());
        assert_eq!(address.as_str().matches('@').count(), 1);
        assert!(address.domain().is_ascii());
        let breaks = |c: char| c.is_control() || c.is_whitespace() || ",;<>\"\\".contains(c);
        assert!(!address.as_str().contains(breaks), "{text:?}");
    }
    assert!(taken > 100, "only {taken}");
}
