//! Recovery codes: they replace an authenticator application that is lost, each once.

use zeroize::Zeroizing;

use crate::random::{self, Random};

/// The number of codes that a user gets.
pub(crate) const COUNT: usize = 10;

/// The number of characters of a code, with five bits each.
const LENGTH: usize = 10;

/// The digits of Crockford's base 32: without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code of 50 random bits. It has no `Debug`, so that it does not slip into a log.
pub(crate) struct RecoveryCode(Zeroizing<String>);

impl RecoveryCode {
    /// Creates a code.
    pub(crate) fn mint(random: &dyn Random) -> Self {
        let bytes = Zeroizing::new(random::bytes::<LENGTH>(random));
        // Five bits of each byte, so that all characters are equally likely.
        let digit = |byte: &u8| ALPHABET.get(usize::from(byte & 31)).copied().map_or('0', char::from);
        Self(Zeroizing::new(bytes.iter().map(digit).collect()))
    }

    /// Creates the codes that a user gets.
    pub(crate) fn mint_all(random: &dyn Random) -> Vec<Self> {
        std::iter::repeat_with(|| Self::mint(random)).take(COUNT).collect()
    }

    /// Reads a code as users type it: in upper or lower case, with blanks and dashes, with O for 0 and with I or L for 1.
    /// Returns `None` if it cannot be a code.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut code = Zeroizing::new(String::with_capacity(LENGTH));
        for character in text.chars() {
            let digit = match character.to_ascii_uppercase() {
                '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => continue,
                blank if blank.is_whitespace() => continue,
                'O' => '0',
                'I' | 'L' => '1',
                digit if u8::try_from(digit).is_ok_and(|digit| ALPHABET.contains(&digit)) => digit,
                _ => return None,
            };
            if code.len() == LENGTH {
                return None;
            }
            code.push(digit);
        }
        (code.len() == LENGTH).then_some(Self(code))
    }

    /// Returns the characters without a dash, as they are hashed.
    pub(crate) fn canonical(&self) -> &str {
        &self.0
    }

    /// Returns the code as users see it: `XXXXX-XXXXX`.
    pub(crate) fn shown(&self) -> Zeroizing<String> {
        let (first, second) = self.0.split_at_checked(LENGTH / 2).unwrap_or((&self.0, ""));
        Zeroizing::new(format!("{first}-{second}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn a_user_gets_ten_different_codes() {
        let codes = RecoveryCode::mint_all(&SystemRandom);
        let shown: std::collections::HashSet<_> = codes.iter().map(|code| code.shown().to_string()).collect();
        assert_eq!(shown.len(), 10);
        for code in shown {
            assert!(code.len() == 11 && code.as_bytes()[5] == b'-');
            assert!(code.bytes().all(|byte| byte == b'-' || ALPHABET.contains(&byte)));
            assert_eq!(*RecoveryCode::parse(&code).unwrap().shown(), code);
        }
    }

    #[test]
    fn a_code_is_read_as_users_type_it() {
        let canonical = |text| RecoveryCode::parse(text).map(|code| code.canonical().to_owned());
        for typed in
            ["01ABC-DEFGH", "01abcdefgh", " oLabc defgh ", "OIABC\u{2013}DEFGH", "0-1-A-B-C-D-E-F-G-H"]
        {
            assert_eq!(canonical(typed).as_deref(), Some("01ABCDEFGH"), "{typed}");
        }
        for wrong in
            ["", "01ABC-DEFG", "01ABC-DEFGHJ", "01ABC-DEFGU", "01ABC_DEFGH", "０1ABC-DEFGH", "123456"]
        {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }
}
