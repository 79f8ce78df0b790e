//! Names of accounts without the differences that the look-up of an application may ignore, so that one account cannot be
//! tried under many spellings.

#[cfg(not(feature = "idna"))]
#[path = "spelling/plain.rs"]
mod tables;
#[cfg(feature = "idna")]
#[path = "spelling/unicode.rs"]
mod tables;

/// Returns a name without case, marks, white space and invisible characters, with letters in their plain form. Databases
/// and programs compare names so or more strictly: by collations that ignore case and accents, or in normalization form
/// KC. Two accounts that share a spelling share a count, which does no harm.
pub(super) fn folded(name: &str) -> String {
    let plain = tables::decomposed(name);
    // Some characters have the same capital only: `ß` and `ss`, `ſ` and `s`, `ς` and `σ`.
    let upper: String = plain.chars().flat_map(char::to_uppercase).collect();
    let lower: String = upper.chars().flat_map(char::to_lowercase).collect();
    let plain = tables::decomposed(&lower);
    plain.chars().filter(|&c| !is_ignored(c)).flat_map(|c| without_stroke(c).chars().chain(kept(c))).collect()
}

/// Returns `true` for a character that a reader does not see as one.
fn is_ignored(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_default_ignorable(c) || tables::is_mark(c)
}

/// Returns `true` for a character that programs do not show (`Default_Ignorable_Code_Point` of Unicode).
fn is_default_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns the letters of which collations think if a letter with a stroke, or a ligature, does not decompose; an empty
/// string for any other character.
fn without_stroke(c: char) -> &'static str {
    match c {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        _ => "",
    }
}

fn kept(c: char) -> Option<char> {
    without_stroke(c).is_empty().then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::noise::Noise;

    #[test]
    fn case_and_invisible_characters_do_not_count() {
        for other in [
            "ADA",
            " a\u{a0}da\n",
            "\u{9}Ada",
            "a\u{200b}d\u{ad}a\u{fe0f}",
            "\u{feff}ada\u{202e}",
            "a\u{301}d\u{34f}a\u{e0041}",
            "ａｄａ",
            "ＡＤＡ",
        ] {
            assert_eq!(folded(other), "ada", "{other:?}");
        }
        assert_eq!(folded("STRASSE"), folded("straße"));
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
        assert_eq!(folded("Łukasz Øæ"), "lukaszoae");
        for (one, other) in
            [("ada", "bob"), ("漢字", "漢"), ("ada1", "ada2"), ("a.da", "ada"), ("ада", "ada")]
        {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn a_spelling_is_its_own() {
        let mut noise = Noise::new();
        for _ in 0..5_000 {
            let name = noise.text(20, "aAßſİıﬁＡé\u{301}\u{200b}Σςøǆ½ﷺ漢 .@");
            assert_eq!(folded(&folded(&name)), folded(&name), "{name:?}");
        }
    }
}
