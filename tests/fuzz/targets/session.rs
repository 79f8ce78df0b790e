//! Session cookies: arbitrary ones, and signed ones with arbitrary claims. Only a user with an ID is shown.
#![no_main]

use std::sync::LazyLock;

use auth::adapter::MemoryAdapter;
use auth_fuzz::{Browser, KEYS, Site, keys};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

static ENCRYPTED: LazyLock<Site> = LazyLock::new(Site::new);
static SIGNED: LazyLock<Site> = LazyLock::new(|| {
    Site::with(|builder| builder.signed(keys()).adapter(MemoryAdapter::new()).build().expect("valid"))
});
const COOKIE: &str = "__Secure-authjs.session-token";

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let mut browser = Browser::default();
    if kind % 2 == 0 {
        let Ok(cookie) = std::str::from_utf8(rest) else { return };
        browser.cookies.insert(COOKIE.to_owned(), cookie.to_owned());
        assert!(browser.session(&ENCRYPTED.auth).is_null(), "nothing was signed in");
        return;
    }
    // Claims of the right type, which are those of a token that somebody else has made with the key.
    let Ok(claims) = serde_json::from_slice::<Value>(rest) else { return };
    let Ok(token) = KEYS.sign(&claims) else { return };
    browser.cookies.insert(COOKIE.to_owned(), token);
    assert!(browser.session(&SIGNED.auth).is_null(), "its type is not that of a session");
});
