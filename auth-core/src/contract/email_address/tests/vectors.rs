//! The test vectors of Unicode for domains (`IdnaTestV2.txt`), which the crate `idna` ships with its source.

use std::{path::Path, process::Command};

use serde_json::Value;

use super::*;

/// Reads the file from the source of the crate.
fn file() -> String {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let idna = packages.iter().find(|package| package["name"] == "idna").unwrap();
    let manifest = Path::new(idna["manifest_path"].as_str().unwrap());
    std::fs::read_to_string(manifest.with_file_name("tests").join("IdnaTestV2.txt")).unwrap()
}

/// A domain, its A-labels (non-transitional), and the rules of UTS 46 that it breaks.
struct Vector {
    domain: String,
    ascii: String,
    broken: Vec<String>,
}

impl Vector {
    /// Reads a line of the file; `None` for a comment.
    fn read(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('#').next()?.split(';').map(str::trim).collect();
        let [source, unicode, unicode_status, ascii, ascii_status, ..] = columns[..] else { return None };
        let or = |column: &str, default: &str| match column {
            "" => default.to_owned(),
            "\"\"" => String::new(),
            column => unescaped(column),
        };
        let domain = or(source, "");
        let unicode = or(unicode, &domain);
        let status = if ascii_status.is_empty() { unicode_status } else { ascii_status };
        let broken = status.trim_matches(['[', ']']).split(", ").filter(|code| !code.is_empty());
        Some(Self { ascii: or(ascii, &unicode), broken: broken.map(str::to_owned).collect(), domain })
    }
}

/// Decodes `\uXXXX` and `\x{XXXX}`. A lone surrogate, which no string has, becomes U+FFFD.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('\\');
    let mut output = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = match part.strip_prefix("x{") {
            Some(part) => part.split_once('}').unwrap(),
            None => part[1..].split_at(4),
        };
        let code = u32::from_str_radix(digits, 16).unwrap();
        output.push(char::from_u32(code).unwrap_or('\u{fffd}'));
        output.push_str(rest);
    }
    output
}

/// Returns why an address is rejected although UTS 46 allows its domain.
fn reason_to_reject(vector: &Vector) -> Option<&'static str> {
    let domain = vector.ascii.as_str();
    if is_ip_address(domain) {
        Some("programs read it as an IPv4 address")
    } else if domain.len() + "a@".len() > MAX_LENGTH {
        Some("the address is too long for mail")
    } else {
        None
    }
}

/// Returns why an address is accepted although its domain breaks a rule of UTS 46 in version 16.0, which the file is of.
fn reason_to_accept(vector: &Vector) -> Option<&'static str> {
    let unicode = alphabet::u_labels(&canonical_domain(&vector.domain)?);
    // Ideographs of extension J, and seal characters.
    let is_newer = |c| matches!(c, '\u{323b0}'..='\u{33479}' | '\u{3d000}'..='\u{3fc3f}');
    if vector.broken == ["V7"] && unicode.contains(is_newer) {
        Some("the characters are of a later version")
    } else if vector.broken.iter().all(|rule| rule == "V2") {
        // They are in use, as in `r3---sn-4g5e6nsz.googlevideo.com`, and browsers allow them.
        Some("two hyphens at the third place of a label")
    } else {
        None
    }
}

#[test]
fn domains_are_read_as_uts_46_says() {
    let (mut accepted, mut rejected, mut more, mut fewer) = (0, 0, 0, 0);
    for vector in file().lines().filter_map(Vector::read) {
        let address = EmailAddress::parse(&format!("a@{}", vector.domain)).ok();
        match &address {
            Some(address) if vector.broken.is_empty() => {
                assert_eq!(address.domain(), vector.ascii, "{:?}", vector.domain);
                assert!(address.has_domain(&vector.ascii) && address.is_spelled(Some(&address.to_unicode())));
                accepted += 1;
            }
            Some(address) => {
                let Vector { domain, broken, .. } = &vector;
                assert!(reason_to_accept(&vector).is_some(), "{domain:?} became {address}: {broken:?}");
                more += 1;
            }
            None if vector.broken.is_empty() => {
                let Vector { domain, ascii, .. } = &vector;
                assert!(reason_to_reject(&vector).is_some(), "{domain:?} is {ascii}");
                fewer += 1;
            }
            None => rejected += 1,
        }
    }
    assert_eq!((accepted, rejected, more, fewer), (538, 5_830, 13, 8), "vectors");
}
