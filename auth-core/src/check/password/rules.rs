//! The rules for a new password: those of NIST SP 800-63B-4. None of them asks for kinds of characters.

use std::collections::HashSet;

use super::{guesses, text::normalized};
use crate::contract::Secret;

/// The reason why a password cannot be chosen. `Display` is a sentence for the user, in English.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RefusedPassword {
    /// The password is too short.
    #[error("A password has at least {minimum} characters.")]
    TooShort {
        /// The minimum, in characters.
        minimum: usize,
    },
    /// The password has more than 1024 bytes.
    #[error("A password has at most 1024 bytes.")]
    TooLong,
    /// The password has control characters, or bytes that are no text, which cannot be typed on every keyboard.
    #[error("A password has no control characters.")]
    Unprintable,
    /// The password is common, or easily guessed: a word, a name, a date, a row of keys, the name of the service, or the
    /// user's e-mail address.
    #[error(
        "This password is easy to guess. Choose another one, such as several words that do not belong together."
    )]
    Guessable,
    /// The password was in a breach of another service.
    #[error("This password was in a data breach of another service. Choose another one.")]
    Breached,
    /// The service that knows breached passwords did not respond, and the application refuses unchecked passwords.
    #[error("The password could not be checked. Try again later.")]
    Unchecked,
}

crate::contract::readable::debug_by_message!(RefusedPassword);

/// The number of guesses, as a power of ten, in which a password must not be found. An attacker has the hash for more than
/// that, and needs years for it at the sign-in page.
const ENOUGH: f64 = 6.0;

/// The rules of an application.
pub(crate) struct PasswordRules {
    /// The minimum number of characters, after normalization.
    pub(crate) min_length: usize,
    /// The words that everybody guesses here: the name of the service.
    pub(crate) words: Vec<String>,
}

impl PasswordRules {
    /// Returns the first rule that a password breaks. `about` are the user's name and e-mail address. It takes a
    /// while, so it runs where hashes do.
    pub(crate) fn check(&self, typed: Option<&Secret>, about: &[String]) -> Result<(), RefusedPassword> {
        let typed = typed.ok_or(RefusedPassword::TooLong)?;
        let text = normalized(typed.expose());
        if text.chars().count() < self.min_length {
            return Err(RefusedPassword::TooShort { minimum: self.min_length });
        }
        if text.chars().any(|c| c.is_control() || c == char::REPLACEMENT_CHARACTER) {
            return Err(RefusedPassword::Unprintable);
        }
        let words: HashSet<String> = self.words.iter().chain(about).flat_map(|text| words_of(text)).collect();
        if guesses::magnitude(&text, &words) < ENOUGH {
            return Err(RefusedPassword::Guessable);
        }
        Ok(())
    }
}

/// Returns a text as a whole, and its words: the parts of an e-mail address, or of a name.
fn words_of(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() >= 3);
    let whole = std::iter::once(lower.as_str());
    let joined: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    whole.chain(parts).map(str::to_owned).chain([joined]).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::contract::Password;

    impl PasswordRules {
        fn of(&self, password: &str, about: &[&str]) -> Result<(), RefusedPassword> {
            let about: Vec<String> = about.iter().map(|text| (*text).to_owned()).collect();
            self.check(Password::new(password).typed(), &about)
        }
    }

    fn rules(min_length: usize) -> PasswordRules {
        PasswordRules { min_length, words: vec!["Acme Rockets".to_owned()] }
    }

    #[test]
    fn lengths_are_counted_in_characters_after_normalization() {
        let short = Err(RefusedPassword::TooShort { minimum: 15 });
        assert_eq!(rules(15).of("", &[]), short);
        assert_eq!(rules(15).of("wqm fvx kzo bp", &[]), short);
        assert_eq!(rules(15).of("wqm fvx kzo bpd", &[]), Ok(()));
        // Two code points of one character, and four bytes of another.
        assert_eq!(rules(15).of("wqm fvx kzo ba\u{308}", &[]), short);
        assert_eq!(
            rules(8).of("\u{1f512}\u{1f98a}\u{1f3d4}\u{1f9f2}\u{1f95d}\u{1f3ba}\u{1f9ed}\u{1f6f6}", &[]),
            Ok(())
        );
        assert_eq!(rules(15).of(&"x".repeat(1025), &[]), Err(RefusedPassword::TooLong));
    }

    #[test]
    fn no_kind_of_character_is_asked_for() {
        for fine in [
            "correct horse battery staple",
            "trombone-gazebo-fluid",
            "92837465102938571",
            "Zwölf Boxkämpfer jagen",
        ] {
            assert_eq!(rules(15).of(fine, &[]), Ok(()), "{fine}");
        }
    }

    #[test]
    fn common_passwords_are_refused_at_any_length() {
        for common in [
            "passwordpassword",
            "Password1234567",
            "aaaaaaaaaaaaaaaaaaaaaaaa",
            "123456789012345678",
            "qwertyuiopqwertyuiop",
            "iloveyouiloveyou",
            "abcabcabcabcabcabc",
            "p4ssw0rdp4ssw0rd",
        ] {
            assert_eq!(rules(15).of(common, &[]), Err(RefusedPassword::Guessable), "{common}");
        }
        for common in ["password", "baseball", "football1", "Letmein1"] {
            assert_eq!(rules(8).of(common, &[]), Err(RefusedPassword::Guessable), "{common}");
        }
    }

    #[test]
    fn the_service_and_the_user_are_words() {
        let about = ["ada.lovelace@example.com", "Ada Lovelace"];
        for own in [
            "acmerocketsacmerockets",
            "Acme Rockets 2026",
            "ada.lovelace@example.com",
            "lovelacelovelace",
            "AdaLovelace2026",
        ] {
            assert_eq!(rules(15).of(own, &about), Err(RefusedPassword::Guessable), "{own}");
        }
        assert_eq!(rules(15).of("zygomatic-quorum", &about), Ok(()));
    }

    #[test]
    fn what_cannot_be_typed_is_refused() {
        for text in [
            "wqm fvx kzo bpd\0",
            "wqm fvx\tkzo bpd e",
            "wqm fvx kzo bpd\u{7f}",
            "wqm fvx kzo bpd\u{fffd}",
            "wqm\u{85} fvx kzo bpd",
        ] {
            assert_eq!(rules(15).of(text, &[]), Err(RefusedPassword::Unprintable), "{text:?}");
        }
    }

    #[test]
    fn hostile_passwords_are_checked_in_bounded_time() {
        let mut worst = Duration::ZERO;
        for text in [
            "4@8({[<369&#!1/|0$5+7%2",
            "a1",
            "qwer1234!@#$",
            "20202020",
            "pP4a@sS5$",
            "\u{130}\u{df}\u{fb01}",
            "x",
        ] {
            let text: String = text.chars().cycle().take(1000).collect();
            let begun = Instant::now();
            let _ = rules(15).of(&text, &[&text]);
            worst = worst.max(begun.elapsed());
        }
        assert!(worst < Duration::from_secs(1), "{worst:?}");
    }
}
