//! Callback URLs without HTTP around them, against the `url` crate, which reads as browsers do.
#![no_main]

use auth_core::testing::parsers::destination;
use libfuzzer_sys::fuzz_target;
use url::Url;

const ORIGINS: [&str; 6] = [
    "https://site.test",
    "http://a.test:3000",
    "http://[::1]:3000",
    "http://127.0.0.1",
    "https://a.test:80",
    "http://xn--bcher-kva.test",
];
/// The pieces that strings are put together from, before and after the free one.
const STARTS: [&str; 12] = [
    "",
    "/",
    "//",
    "ORIGIN",
    "ORIGIN/",
    "ORIGIN@",
    "http:",
    "https:\\",
    "HTTP://",
    "javascript:",
    "ORIGIN:",
    "http://u:p@",
];
const ENDS: [&str; 6] = ["", "/x", "ORIGIN", "@site.test", "?q", "#ORIGIN"];

fuzz_target!(|data: (u8, u8, u8, &str)| {
    let (origin, start, end, text) = data;
    let origin = ORIGINS[usize::from(origin) % ORIGINS.len()];
    let [start, end] = [STARTS[usize::from(start) % STARTS.len()], ENDS[usize::from(end) % ENDS.len()]];
    let text = format!("{start}{text}{end}").replace("ORIGIN", origin);
    let base = Url::parse(origin).expect("the origin is a URL");
    let found = destination(origin, &text).expect("the origin is one");
    // `new URL(text)`, and `new URL(text, origin)`.
    let (alone, joined) = (Url::parse(&text).ok(), base.join(&text).ok());
    let is_http = |url: &Url| matches!(url.scheme(), "http" | "https");

    if let Some(url) = &found.within {
        let reached = base.join(url).unwrap_or_else(|_| panic!("browsers cannot follow {url:?}"));
        assert_eq!(reached.origin(), base.origin(), "{text:?} leads to {reached}");
        assert!(reached.username().is_empty() && reached.password().is_none(), "{text:?} leads to {reached}");
        assert!(is_safe(url), "{url:?} in a header");
        assert_eq!(destination(origin, url).and_then(|again| again.within).as_ref(), Some(url));
    }
    if let Some(url) = &found.chosen {
        assert!(is_safe(url), "{url:?} in a header");
        if let Ok(reached) = base.join(url) {
            let scheme = reached.scheme();
            assert!(
                !["javascript", "data", "vbscript", "blob", "file", "about"].contains(&scheme),
                "{reached}"
            );
            // The browser goes where the application has sent it.
            if let Some(meant) = alone.as_ref().filter(|url| is_http(url)) {
                assert_eq!(reached.origin(), meant.origin(), "{text:?} leads to {reached}");
            }
        }
    }
    if found.is_on_this_site && !text.starts_with('/') {
        let alone = alone.as_ref().expect("it is a URL by itself");
        assert_eq!(alone.origin(), base.origin(), "{text:?}");
    }
    if text.len() <= 2048 {
        // Hosts that have to be decoded first are accepted unseen.
        if joined.as_ref().is_some_and(is_http) && (alone.is_some() || text.starts_with('/')) {
            assert!(found.is_valid, "{text:?} is {joined:?}");
        }
        if alone.as_ref().is_some_and(|url| !is_http(url)) {
            assert!(!found.is_valid, "{text:?} is {alone:?}");
        }
    }
});

/// Returns `true` if nothing in a URL ends a header or an attribute.
fn is_safe(url: &str) -> bool {
    url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\".contains(&byte))
}
