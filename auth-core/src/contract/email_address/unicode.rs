//! The alphabet of e-mail addresses by the tables of Unicode: normalization form C, and UTS 46.

use idna::{
    AsciiDenyList,
    uts46::{DnsLength, Hyphens, Uts46},
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The rules of STD 3: letters, digits and hyphens.
const DENY: AsciiDenyList = AsciiDenyList::STD3;
/// No hyphen at the ends of a label. Two of them within it, as in `ab--cd`, are in use.
const HYPHENS: Hyphens = Hyphens::CheckFirstLast;

/// Returns the string in normalization form C.
pub(super) fn normalized(text: &str) -> String {
    text.nfc().collect()
}

/// Returns `true` for a character beyond ASCII that normalization turns into ASCII, such as the Kelvin sign.
pub(super) fn becomes_ascii(c: char) -> bool {
    !c.is_ascii() && std::iter::once(c).nfc().all(|c| c.is_ascii())
}

/// Returns `true` for a combining mark, which cannot be the first character.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

/// Returns `true` if UTS 46 has the character as it is in domain names: it neither maps, nor ignores, nor disallows
/// it. Marks and some digits are valid only after a letter of their direction.
pub(super) fn is_valid(c: char) -> bool {
    ["", "a", "\u{5d0}"].iter().any(|before| {
        let text = format!("{before}{c}");
        let (mapped, outcome) = Uts46::new().to_unicode(text.as_bytes(), DENY, HYPHENS);
        outcome.is_ok() && mapped == text
    })
}

/// Returns the domain as A-labels in lower case; `None` if UTS 46 does not allow it or its Unicode form leads to other
/// A-labels.
pub(super) fn a_labels(domain: &str) -> Option<String> {
    let ascii = to_ascii(domain)?;
    let (unicode, outcome) = Uts46::new().to_unicode(ascii.as_bytes(), DENY, HYPHENS);
    (outcome.is_ok() && to_ascii(&unicode)? == ascii).then_some(ascii)
}

/// Returns a domain of A-labels as U-labels.
pub(super) fn u_labels(domain: &str) -> String {
    Uts46::new().to_unicode(domain.as_bytes(), DENY, HYPHENS).0.into_owned()
}

fn to_ascii(domain: &str) -> Option<String> {
    let ascii = Uts46::new().to_ascii(domain.as_bytes(), DENY, HYPHENS, DnsLength::Verify);
    ascii.ok().map(String::from)
}
