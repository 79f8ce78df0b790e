//! Phone numbers in the form by which they are compared, stored and looked up.

use std::{fmt, str::FromStr};

/// The number of digits of a phone number: the longest has 15 (ITU-T E.164), and the shortest in use have 7.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// One phone number in the international form of E.164: `+`, and 7 to 15 digits, of which the first is not zero.
///
/// Users type spaces, dots, hyphens and parentheses among the digits, which are removed. Everything else is rejected, and
/// nothing is guessed: a number without `+` and country code is no phone number, and neither is one with letters, with the
/// digits of other scripts, or with a zero in parentheses, which belongs to the number in some countries alone. The type does not know whether a number is in use.
///
/// ```
/// use auth::PhoneNumber;
///
/// let number = PhoneNumber::parse(" +44 (20) 7946-0018 ")?;
/// assert_eq!(number.as_str(), "+442079460018");
/// assert!(PhoneNumber::parse("020 7946 0018").is_err());
/// # Ok::<(), auth::InvalidPhoneNumber>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Reads a phone number as a user types it.
    ///
    /// # Errors
    /// Fails if the input is not exactly one phone number in international form.
    pub fn parse(text: &str) -> Result<Self, InvalidPhoneNumber> {
        // A number with a separator after each digit is shorter than this.
        if text.len() > 64 {
            return Err(InvalidPhoneNumber);
        }
        let rest =
            text.trim().strip_prefix('+').filter(|rest| !rest.contains("(0)")).ok_or(InvalidPhoneNumber)?;
        let mut number = String::from("+");
        for c in rest.chars() {
            match c {
                '0'..='9' => number.push(c),
                ' ' | '\u{a0}' | '\u{202f}' | '.' | '-' | '(' | ')' => {}
                _ => return Err(InvalidPhoneNumber),
            }
        }
        let is_number = DIGITS.contains(&(number.len() - 1)) && !number.starts_with("+0");
        if is_number { Ok(Self(number)) } else { Err(InvalidPhoneNumber) }
    }

    /// Returns the number, for example `+442079460018`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PhoneNumber {
    type Err = InvalidPhoneNumber;

    fn from_str(text: &str) -> Result<Self, InvalidPhoneNumber> {
        Self::parse(text)
    }
}

/// The error for a string that is not a phone number in international form. It does not contain the string.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "not a phone number in international form: `+`, the country code, and the number, 7 to 15 digits in all"
)]
#[non_exhaustive]
pub struct InvalidPhoneNumber;

crate::contract::readable::debug_by_message!(InvalidPhoneNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_spelling() {
        for text in [
            "+442079460018",
            " +44 20 7946 0018\n",
            "+44 (20) 7946-0018",
            "+44.20.7946.0018",
            "+44\u{a0}20\u{202f}79460018",
        ] {
            assert_eq!(PhoneNumber::parse(text).unwrap().as_str(), "+442079460018", "{text:?}");
        }
        assert!(PhoneNumber::parse("+1234567").is_ok() && PhoneNumber::parse("+123456789012345").is_ok());
    }

    #[test]
    fn nothing_is_guessed() {
        let long = format!("+1234567{}", " ".repeat(10_000));
        for text in [
            "",
            "+",
            "+123456",
            "+1234567890123456",
            "+0442079460018",
            "442079460018",
            "00442079460018",
            "++442079460018",
            "+44 (0)20 7946 0018",
            "+44 20 7946 0018 ext 5",
            "+44 20 7946 001B",
            "+٤٤٢٠٧٩٤٦٠٠١٨",
            "+４４２０７９４６００１８",
            "＋442079460018",
            "+4420\0 79460018",
            "+4420\r\n79460018",
            "+4420\u{200b}79460018",
            "+442079460018,+442079460019",
            "ada@example.com",
            &long,
        ] {
            assert_eq!(PhoneNumber::parse(text), Err(InvalidPhoneNumber), "{text:.40?}");
        }
    }
}
