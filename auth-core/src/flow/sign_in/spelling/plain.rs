//! Letters without the tables of Unicode: ASCII, its full-width form, and the common combining marks.

/// Returns the string with full-width letters, digits and signs as ASCII. Letters with accents stay as they are.
pub(super) fn decomposed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(c: char) -> char {
    const OFFSET: u32 = '\u{ff01}' as u32 - '!' as u32;
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - OFFSET).unwrap_or(c),
        c => c,
    }
}

/// Returns `true` for a character of the blocks of combining marks.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}
