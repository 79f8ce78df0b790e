//! Repairs of JSON as text: everything that JavaScript reads and `serde_json` does not.

/// Returns the text with a skipped byte order mark, U+FFFD for what is no Unicode (invalid UTF-8, lone surrogates), and
/// null for numbers too large for a float.
pub(super) fn repaired(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
    let mut output = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((outside, string)) = rest.split_once('"') {
        push_numbers(outside, &mut output);
        output.push('"');
        rest = push_string(string, &mut output);
    }
    push_numbers(rest, &mut output);
    output
}

/// Copies a string up to its closing quotation mark, and returns the text that follows.
fn push_string<'t>(mut rest: &'t str, output: &mut String) -> &'t str {
    while let Some((plain, special)) = rest.find(['"', '\\']).and_then(|at| rest.split_at_checked(at)) {
        output.push_str(plain);
        if let Some(after) = special.strip_prefix('"') {
            output.push('"');
            return after;
        }
        let (escape, after) = match code_unit(special) {
            Some((0xD800..=0xDBFF, after)) => match code_unit(after) {
                Some((0xDC00..=0xDFFF, after)) => (until(special, after), after),
                _ => (r"\ufffd", after),
            },
            Some((0xDC00..=0xDFFF, after)) => (r"\ufffd", after),
            Some((_, after)) => (until(special, after), after),
            None => {
                let mut characters = special.chars();
                characters.by_ref().take(2).for_each(drop);
                (until(special, characters.as_str()), characters.as_str())
            }
        };
        output.push_str(escape);
        rest = after;
    }
    output.push_str(rest);
    ""
}

/// Reads an escape `\uXXXX`, and returns its code unit with the text that follows.
fn code_unit(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.strip_prefix("\\u")?.split_at_checked(4)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    Some((u16::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, rest))
}

/// Returns the beginning of `text` which `rest` follows.
fn until<'t>(text: &'t str, rest: &str) -> &'t str {
    text.strip_suffix(rest).unwrap_or_default()
}

/// Copies what is between strings, with null for numbers that are too large.
fn push_numbers(mut rest: &str, output: &mut String) {
    let is_start = |character: char| character == '-' || character.is_ascii_digit();
    while let Some((before, number)) = rest.find(is_start).and_then(|at| rest.split_at_checked(at)) {
        let after = number.trim_start_matches(|character: char| {
            is_start(character) || matches!(character, '+' | '.' | 'e' | 'E')
        });
        let number = until(number, after);
        let is_too_large = number.parse().is_ok_and(f64::is_infinite);
        output.push_str(before);
        output.push_str(if is_too_large { "null" } else { number });
        rest = after;
    }
    output.push_str(rest);
}
