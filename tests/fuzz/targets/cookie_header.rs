//! The header `Cookie` without HTTP around it, against the `cookie` crate.
#![no_main]

use auth_core::testing::parsers::ParsedCookies;
use cookie::Cookie;
use http::HeaderValue;
use libfuzzer_sys::fuzz_target;

const SESSION: &str = "s";

fuzz_target!(|data: Vec<&[u8]>| {
    let lines: Option<Vec<HeaderValue>> =
        data.iter().map(|line| HeaderValue::from_bytes(line).ok()).collect();
    let Some(lines) = lines else { return };
    // The crate trims all white space around a value, and cookies have only spaces and tabs around them.
    let is_blank = |character: char| character.is_whitespace() && !matches!(character, ' ' | '\t');
    if lines.iter().any(|line| String::from_utf8_lossy(line.as_bytes()).contains(is_blank)) {
        return;
    }
    let ours = ParsedCookies::new(lines.iter().cloned());
    let pieces = || lines.iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let theirs: Vec<Cookie<'_>> = pieces()
        .filter_map(|piece| std::str::from_utf8(piece).ok())
        .filter_map(|piece| Cookie::parse(piece.trim_matches([' ', '\t'])).ok())
        .collect();
    for one in &theirs {
        let same: Vec<&Cookie<'_>> = theirs.iter().filter(|other| other.name() == one.name()).collect();
        let all = ours.all(one.name());
        assert_eq!(ours.get(one.name()).as_deref(), all.first().map(String::as_str));
        assert_eq!(all.len(), same.len().min(4), "{one}");
        for (value, other) in all.iter().zip(same) {
            let decoded = percent_encoding::percent_decode_str(other.value()).decode_utf8();
            assert!(value == other.value() || decoded.is_ok_and(|decoded| decoded == *value), "{one}");
        }
    }
    // The session cookie is joined from values of that name, and of no other.
    let candidates = ours.candidates(SESSION);
    assert!(candidates.len() <= 4);
    let is_ours =
        |name: &str| name.strip_prefix(SESSION).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let length: usize = theirs.iter().filter(|one| is_ours(one.name())).map(|one| one.value().len()).sum();
    for candidate in &candidates {
        assert!(candidate.len() <= length && !candidate.is_empty(), "{candidate:?}");
    }
    if let [one] = theirs.as_slice() {
        let is_whole = one.name() == SESSION && !one.value().is_empty();
        assert_eq!(!candidates.is_empty(), is_whole || one.name() == "s.0" && !one.value().is_empty());
    }
});
