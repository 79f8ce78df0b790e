//! The rules for all words: no language lacks a value, a sign or a sentence.

use super::{
    Words,
    macros::{FIRST, SECOND, Spoken},
};

const LANGUAGES: [(&str, Words); 3] = [("de", Words::GERMAN), ("fr", Words::FRENCH), ("es", Words::SPANISH)];

/// The words that are the same in English and in another language.
const SAME: &[(&str, &[&str])] = &[
    ("words.common.logo", &["de", "fr"]),
    ("words.error.title", &["es"]),
    ("words.error.other_heading", &["es"]),
    ("words.second_factor.code", &["de"]),
    ("words.email.code", &["de", "fr"]),
    ("words.account.name", &["de"]),
    ("words.account_ways.passkeys", &["de"]),
    ("words.account_ways.passkey", &["de"]),
    ("words.account.export", &["de", "fr"]),
];

fn listed(words: &Words) -> Vec<(String, String)> {
    let mut list = Vec::new();
    words.list("words", &mut list);
    list
}

fn is_allowed(path: &str, language: &str) -> bool {
    SAME.iter().any(|(same, languages)| *same == path && languages.contains(&language))
}

#[test]
fn every_sentence_is_translated() {
    for (language, words) in LANGUAGES {
        assert_eq!(words.language, language);
        for ((path, english), (_, other)) in listed(&Words::ENGLISH).into_iter().zip(listed(&words)) {
            assert_eq!(english == other, is_allowed(&path, language), "{language} {path}: {other}");
        }
    }
}

#[test]
fn no_value_is_lost_or_repeated() {
    for (language, words) in LANGUAGES {
        for ((path, english), (_, other)) in listed(&Words::ENGLISH).into_iter().zip(listed(&words)) {
            for value in [FIRST, SECOND] {
                let count = |text: &str| text.matches(value).count();
                assert!(count(&english) <= 1, "{path}");
                assert_eq!(count(&english), count(&other), "{language} {path}: {other}");
            }
            let number = |text: &str| text.contains(['2', '7']);
            assert_eq!(number(&english), number(&other), "{language} {path}: {other}");
        }
    }
}

#[test]
fn no_sentence_is_cut() {
    for words in [Words::ENGLISH, Words::GERMAN, Words::FRENCH, Words::SPANISH] {
        for ((path, english), (_, text)) in listed(&Words::ENGLISH).into_iter().zip(listed(&words)) {
            assert_eq!(text.trim(), text, "{} {path}", words.language);
            assert!(!text.is_empty() && !text.contains("  "), "{} {path}: {text}", words.language);
            let end = |text: &str| text.chars().next_back().filter(|last| ".?!:".contains(*last));
            assert_eq!(end(&english), end(&text), "{} {path}: {text}", words.language);
            let sentences = |text: &str| text.matches(". ").count();
            assert!(sentences(&text) >= sentences(&english), "{} {path}: {text}", words.language);
            assert!(text.chars().count() * 3 >= english.chars().count(), "{} {path}: {text}", words.language);
        }
    }
}

#[test]
fn apostrophes_and_spaces_are_those_of_the_language() {
    for (path, text) in listed(&Words::FRENCH) {
        assert!(!text.contains('\''), "{path}: {text}");
        for sign in ['?', '!', ':', ';'] {
            for (at, _) in text.match_indices(sign) {
                assert!(text[..at].ends_with('\u{a0}'), "{path}: {text}");
            }
        }
    }
    for (path, text) in listed(&Words::SPANISH) {
        assert_eq!(text.contains('?'), text.contains('¿'), "{path}: {text}");
    }
    for (path, text) in listed(&Words::GERMAN) {
        // The form of address is formal.
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        for informal in ["du", "dein", "deine", "dir", "dich", "Du", "Dein", "Deine"] {
            assert!(!words.contains(&informal), "{path}: {text}");
        }
    }
}
