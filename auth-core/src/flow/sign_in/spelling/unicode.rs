//! Letters by the tables of Unicode: normalization form KD, and marks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Returns the string in normalization form KD: letters and their accents apart, full-width letters and ligatures as
/// plain ones.
pub(super) fn decomposed(text: &str) -> String {
    text.nfkd().collect()
}

/// Returns `true` for a combining mark.
pub(super) fn is_mark(c: char) -> bool {
    is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use crate::flow::sign_in::spelling::folded;

    #[test]
    fn accents_and_compatible_letters_do_not_count() {
        for other in ["áda", "ａ\u{308}da", "𝐚𝐝𝐚", "ⓐⓓⓐ", "ªda", "ảđa"] {
            assert_eq!(folded(other), "ada", "{other:?}");
        }
        assert_eq!(folded("oﬃce"), "office");
        assert_eq!(folded("ÅNGSTRÖM"), folded("\u{212b}ngstrom"));
        assert_eq!(folded("İstanbul"), folded("ıSTANBUL"));
    }
}
