//! E-mail addresses of other origin than a magic link, in the form by which users are found.

/// The address in lower case, as Auth.js has it; but no character becomes one of ASCII that was none. The
/// Kelvin sign would become a `k`, and its owner would be taken for somebody else.
pub(crate) fn lower_case(address: &str) -> String {
    let mut lower = String::with_capacity(address.len());
    for c in address.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(first), None) if c.is_ascii() || !first.is_ascii() => lower.push(first),
            _ => lower.push(c),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_becomes_somebody_else() {
        assert_eq!(lower_case("Ada@Example.COM"), "ada@example.com");
        assert_eq!(lower_case("ÄDA@example.com"), "äda@example.com");
        for other in ["\u{212a}im@example.com", "\u{130}da@example.com"] {
            assert_eq!(lower_case(other), other);
        }
        let to_ascii = |c: char| !c.is_ascii() && lower_case(c.encode_utf8(&mut [0; 4])).is_ascii();
        assert_eq!(('\0'..=char::MAX).find(|c| to_ascii(*c)), None);
    }
}
