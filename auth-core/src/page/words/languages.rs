//! The languages of an application, and the choice among them by `Accept-Language`.

use http::{HeaderMap, header::ACCEPT_LANGUAGE};

use super::Words;

/// The number of languages of a request that are read.
const MAX_RANGES: usize = 32;

/// The languages of the built-in pages and mails, passed to `auth::Auth::builder().languages(…)`.
///
/// ```
/// use auth::{Auth, page::{Languages, Words}};
///
/// let builder = Auth::builder().languages(Languages::from_accept_language().fallback(Words::GERMAN));
/// # let _ = builder;
/// ```
#[derive(Clone, Debug)]
#[must_use = "pass it to the builder: `.languages(…)`"]
pub struct Languages {
    /// The language if the browser requests none of the others.
    fallback: Words,
    others: Vec<Words>,
    by_header: bool,
}

/// The words of a page, and the reason for which they were chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'a> {
    pub(crate) words: &'a Words,
    /// `true` if another request can get another language at the same URL.
    pub(crate) varies: bool,
}

impl Default for Wording<'_> {
    fn default() -> Self {
        Self { words: &Words::ENGLISH, varies: false }
    }
}

impl Default for Languages {
    /// Returns English alone.
    fn default() -> Self {
        Self { fallback: Words::ENGLISH, others: Vec::new(), by_header: false }
    }
}

impl Languages {
    /// Chooses among English, German, French and Spanish by the header `Accept-Language` (RFC 9110, section 12.5.4). A
    /// browser that requests none of them gets English.
    pub fn from_accept_language() -> Self {
        Self {
            fallback: Words::ENGLISH,
            others: vec![Words::GERMAN, Words::FRENCH, Words::SPANISH],
            by_header: true,
        }
    }

    /// Chooses by the header `Accept-Language` among the languages that are [added](Self::with). A browser that requests
    /// none of them gets `fallback`.
    pub fn only(fallback: Words) -> Self {
        Self { fallback, others: Vec::new(), by_header: true }
    }

    /// Adds a language. It takes the place of the words that have the same tag.
    pub fn with(mut self, words: Words) -> Self {
        let is_same = |other: &Words| other.language.eq_ignore_ascii_case(words.language);
        if is_same(&self.fallback) {
            self.fallback = words;
        } else {
            self.others.retain(|other| !is_same(other));
            self.others.push(words);
        }
        self
    }

    /// Sets the language for a browser that requests none of the languages. The one that was it before can still be
    /// requested.
    pub fn fallback(mut self, words: Words) -> Self {
        let before = std::mem::replace(&mut self.fallback, words);
        self.others.retain(|other| !other.language.eq_ignore_ascii_case(words.language));
        if self.by_header && !before.language.eq_ignore_ascii_case(words.language) {
            self.others.insert(0, before);
        }
        self
    }

    /// Returns the words for a request.
    pub(crate) fn choose(&self, headers: Option<&HeaderMap>) -> Wording<'_> {
        let varies = self.by_header && !self.others.is_empty();
        let requested = headers.filter(|_| varies).and_then(|headers| self.requested(headers));
        Wording { words: requested.unwrap_or(&self.fallback), varies }
    }

    /// Returns the language that a browser prefers.
    fn requested(&self, headers: &HeaderMap) -> Option<&Words> {
        let values = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|value| value.to_str().ok());
        let mut ranges: Vec<(u16, &str)> =
            values.flat_map(|value| value.split(',')).filter_map(range).take(MAX_RANGES).collect();
        // The sort is stable: of equal weights, the first one counts.
        ranges.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        ranges.into_iter().filter(|(weight, _)| *weight > 0).find_map(|(_, range)| self.language(range))
    }

    /// Returns the words for a language range: those of the tag, of the tag without its last parts (RFC 4647,
    /// section 3.4), or of another region.
    fn language(&self, range: &str) -> Option<&Words> {
        if range == "*" {
            return Some(&self.fallback);
        }
        let all = || std::iter::once(&self.fallback).chain(&self.others);
        let mut shorter = Some(range);
        while let Some(tag) = shorter {
            if let Some(found) = all().find(|words| words.language.eq_ignore_ascii_case(tag)) {
                return Some(found);
            }
            shorter = tag.rsplit_once('-').map(|(start, _)| start);
        }
        let primary = |tag: &'_ str| tag.split('-').next().map(str::to_ascii_lowercase);
        all().find(|words| primary(words.language) == primary(range))
    }
}

/// Reads a language range with its weight in thousandths; `None` if it is malformed.
fn range(text: &str) -> Option<(u16, &str)> {
    let mut parts = text.split(';').map(str::trim);
    let tag = parts.next().filter(|tag| !tag.is_empty())?;
    let weight = match parts.next() {
        None => 1.0,
        Some(weight) => {
            let (name, value) = weight.split_once('=')?;
            let value: f32 = value.trim().parse().ok()?;
            if !name.trim().eq_ignore_ascii_case("q") || !(0.0..=1.0).contains(&value) {
                return None;
            }
            value
        }
    };
    // Between 0 and 1000.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the weight is between 0 and 1"
    )]
    Some(((weight * 1000.0).round() as u16, tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(languages: &Languages, header: &[&str]) -> &'static str {
        let mut headers = HeaderMap::new();
        for value in header {
            headers.append(ACCEPT_LANGUAGE, value.parse().unwrap());
        }
        languages.choose(Some(&headers)).words.language
    }

    #[test]
    fn the_preferred_language_is_chosen() {
        let languages = Languages::from_accept_language();
        for (header, language) in [
            ("de", "de"),
            ("de-CH, de;q=0.9, en;q=0.8", "de"),
            ("DE-at", "de"),
            ("it, fr;q=0.5", "fr"),
            ("en;q=0.5, es;q=0.9", "es"),
            ("en-GB, de", "en"),
            ("it", "en"),
            ("*", "en"),
            ("de;q=0", "en"),
            ("de;q=0, fr;q=0.001", "fr"),
            ("fr;q=1.5, es;q=0.1", "es"),
            ("fr; q = 0.7 , es;q=0.1", "fr"),
            ("", "en"),
            (",,;q=1,-,--", "en"),
            ("den, frx", "en"),
        ] {
            assert_eq!(chosen(&languages, &[header]), language, "{header}");
        }
        assert_eq!(chosen(&languages, &["it", "de;q=0.2"]), "de");
        assert_eq!(chosen(&languages, &[]), "en");
        let long = format!("{}de", "x,".repeat(10_000));
        assert_eq!(chosen(&languages, &[&long]), "en");
    }

    #[test]
    fn the_header_counts_only_if_the_application_turns_it_on() {
        let wording = |languages: &Languages| {
            let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, "de".parse().unwrap())]);
            let wording = languages.choose(Some(&headers));
            (wording.words.language, wording.varies)
        };
        assert_eq!(wording(&Languages::default()), ("en", false));
        assert_eq!(wording(&Languages::default().fallback(Words::FRENCH)), ("fr", false));
        assert_eq!(wording(&Languages::only(Words::FRENCH)), ("fr", false));
        assert_eq!(wording(&Languages::from_accept_language()), ("de", true));
        assert_eq!(Languages::from_accept_language().choose(None).words.language, "en");
    }

    #[test]
    fn languages_are_added_and_replaced() {
        const SWISS: Words = Words { language: "de-CH", ..Words::GERMAN };
        const BERLIN: Words = Words { sign_out: Words::FRENCH.sign_out, ..Words::GERMAN };
        let languages = Languages::from_accept_language().fallback(Words::FRENCH).with(SWISS).with(BERLIN);
        assert_eq!(chosen(&languages, &["it"]), "fr");
        assert_eq!(chosen(&languages, &["en-US"]), "en");
        assert_eq!(chosen(&languages, &["de-ch"]), "de-CH");
        assert_eq!(chosen(&languages, &["de-AT"]), "de");
        assert_eq!(chosen(&Languages::only(SWISS).with(Words::ENGLISH), &["de"]), "de-CH");
        let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, "de".parse().unwrap())]);
        assert_eq!(languages.choose(Some(&headers)).words.sign_out.title, Words::FRENCH.sign_out.title);
        assert_eq!(languages.others.len(), 4);
    }
}
