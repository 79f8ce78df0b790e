//! Normalizes e-mail addresses that do not come from a magic link. Users are found by the normalized address.

/// Returns the e-mail address in lower case, as Auth.js does, but never turns a non-ASCII character into an ASCII one.
/// Otherwise the Kelvin sign would become a `k`, and its owner would be taken for another user.
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
    fn no_address_becomes_that_of_another_user() {
        assert_eq!(lower_case("Ada@Example.COM"), "ada@example.com");
        assert_eq!(lower_case("ÄDA@example.com"), "äda@example.com");
        for other in ["\u{212a}im@example.com", "\u{130}da@example.com"] {
            assert_eq!(lower_case(other), other);
        }
        let to_ascii = |c: char| !c.is_ascii() && lower_case(c.encode_utf8(&mut [0; 4])).is_ascii();
        assert_eq!(('\0'..=char::MAX).find(|c| to_ascii(*c)), None);
    }
}
