//! The code of a mail or a message, which a user types in the browser that has asked for it.

use std::time::Duration;

use crate::{
    adapter::AttemptRule,
    contract::Secret,
    random::{self, Random},
};

/// The time for which a code works.
pub(crate) const MAX_AGE: Duration = Duration::from_secs(10 * 60);

/// The wrong tries that a code allows. The count outlasts the code, so that no further tries are granted.
pub(crate) const TRIES: AttemptRule = AttemptRule::fixed(5, Duration::from_secs(20 * 60));

/// The number of digits of a code. One more digit makes guessing ten times as hard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeLength {
    /// Six digits.
    #[default]
    Six,
    /// Seven digits.
    Seven,
    /// Eight digits.
    Eight,
}

impl CodeLength {
    /// Returns the number of digits.
    pub const fn digits(self) -> u8 {
        match self {
            Self::Six => 6,
            Self::Seven => 7,
            Self::Eight => 8,
        }
    }
}

/// A code. It has no `Debug`, so that it does not slip into a log.
pub(crate) struct OneTimeCode(Secret);

impl OneTimeCode {
    /// Creates a random code.
    pub(crate) fn mint(length: CodeLength, random: &dyn Random) -> Self {
        let digits = usize::from(length.digits());
        // Of 2^64 numbers, none of the 10^8 codes gets one more than another in 10^11.
        let number = u64::from_be_bytes(random::bytes::<8>(random)) % 10_u64.pow(u32::from(length.digits()));
        Self(Secret::new(format!("{number:0digits$}")))
    }

    /// Reads a code as users type it: digits, with spaces and hyphens between them. `None` if it has another length.
    pub(crate) fn submitted(text: &str, length: CodeLength) -> Option<Self> {
        let is_digit = |c: &char| !c.is_whitespace() && *c != '-';
        let digits: String = text.chars().filter(is_digit).take(9).collect();
        let is_code =
            digits.len() == usize::from(length.digits()) && digits.bytes().all(|b| b.is_ascii_digit());
        is_code.then(|| Self(Secret::new(digits)))
    }

    /// Returns the digits.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    #[test]
    fn codes_have_their_length_and_are_not_the_same() {
        for length in [CodeLength::Six, CodeLength::Seven, CodeLength::Eight] {
            let codes: std::collections::BTreeSet<String> =
                (0..200).map(|_| OneTimeCode::mint(length, &SystemRandom).expose().to_owned()).collect();
            assert!(codes.len() > 190);
            let is_code = |code: &String| OneTimeCode::submitted(code, length).is_some();
            assert!(codes.iter().all(is_code));
        }
    }

    #[test]
    fn codes_are_read_as_users_type_them() {
        let read =
            |text: &str| OneTimeCode::submitted(text, CodeLength::Six).map(|code| code.expose().to_owned());
        for text in ["012345", " 012 345 ", "012-345", "0 1 2 3 4 5", "012\u{a0}345"] {
            assert_eq!(read(text).as_deref(), Some("012345"), "{text:?}");
        }
        let long = "0".repeat(10_000);
        for text in ["", "01234", "0123456", "01234a", "٠١٢٣٤٥", "+12345", &long] {
            assert_eq!(read(text), None, "{text:.20}");
        }
    }
}
