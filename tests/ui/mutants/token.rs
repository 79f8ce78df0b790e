//! Cuts source code into tokens that know their place.

use std::ops::Range;

/// The kind of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name or a keyword.
    Word,
    /// A number, a string or a character.
    Literal,
    /// `'a`.
    Lifetime,
    /// A bracket, an operator or a separator.
    Mark,
}

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// Operators of several characters that count as one token. `>>` is not among them, so that type arguments have an end.
const MARKS: [&str; 14] =
    ["::", "->", "=>", "..=", "...", "..", "&&", "||", "==", "!=", "<=", "+=", "-=", "|="];

/// Returns the tokens of a file, without comments.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        let (kind, length) = if first.is_whitespace() {
            (None, first.len_utf8())
        } else if rest.starts_with("//") {
            (None, rest.find('\n').unwrap_or(rest.len()))
        } else if rest.starts_with("/*") {
            (None, rest.find("*/").map_or(rest.len(), |end| end + 2))
        } else if let Some(length) = string(rest) {
            (Some(Kind::Literal), length)
        } else if first == '\'' {
            let name = word(&rest[1..]);
            let is_character = rest[1 + name..].starts_with('\'') || name == 0;
            if is_character {
                let escaped = usize::from(rest[1..].starts_with('\\'));
                let end = rest[2 + escaped..].find('\'').map_or(rest.len(), |end| end + 3 + escaped);
                (Some(Kind::Literal), end)
            } else {
                (Some(Kind::Lifetime), 1 + name)
            }
        } else if first.is_ascii_digit() {
            (Some(Kind::Literal), word(rest))
        } else if word(rest) > 0 {
            (Some(Kind::Word), word(rest))
        } else {
            let mark = MARKS.into_iter().find(|mark| rest.starts_with(mark));
            (Some(Kind::Mark), mark.map_or(first.len_utf8(), str::len))
        };
        found.extend(kind.map(|kind| Token { kind, range: at..at + length }));
        at += length;
    }
    found
}

/// Returns the length of the name or the number at the beginning.
fn word(text: &str) -> usize {
    text.find(|sign: char| !(sign.is_alphanumeric() || sign == '_')).unwrap_or(text.len())
}

/// Returns the length of the string at the beginning, with its prefix.
fn string(text: &str) -> Option<usize> {
    let bare = text.strip_prefix(['b', 'c']).unwrap_or(text);
    let raw = bare.strip_prefix('r').filter(|rest| rest.starts_with(['"', '#']));
    let (open, is_raw) = (raw.unwrap_or(bare), raw.is_some());
    let hashes = open.len() - open.trim_start_matches('#').len();
    let content = open[hashes..].strip_prefix('"').filter(|_| is_raw || hashes == 0)?;
    let end = format!("\"{}", "#".repeat(hashes));
    let mut from = 0;
    loop {
        let at = from + content[from..].find(&end)?;
        let escapes = content[..at].len() - content[..at].trim_end_matches('\\').len();
        if is_raw || escapes % 2 == 0 {
            return Some(text.len() - content.len() + at + end.len());
        }
        from = at + 1;
    }
}

#[test]
fn code_is_cut_into_tokens() {
    let source = "#[a(b = \"\\\"x\")] // c\nfn f<'a>(x: &'a str) -> Option<Vec<u8>> { 'y'; '\\n'; r#\"\"\"#; 1.max(2) }";
    let found: Vec<&str> = tokens(source).into_iter().map(|token| &source[token.range]).collect();
    assert_eq!(
        found.join(" "),
        "# [ a ( b = \"\\\"x\" ) ] fn f < 'a > ( x : & 'a str ) -> Option < Vec < u8 > > { 'y' ; '\\n' ; r#\"\"\"# ; 1 . max ( 2 ) }"
    );
}
