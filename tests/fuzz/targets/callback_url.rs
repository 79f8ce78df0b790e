//! Callback URLs, against the `url` crate: no redirect leaves the site.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{Browser, ORIGIN, Site};
use libfuzzer_sys::fuzz_target;
use url::Url;

static SITE: LazyLock<Site> = LazyLock::new(Site::new);

fuzz_target!(|text: &str| {
    let mut browser = Browser::default();
    let answer = browser.post(&SITE.auth, "/auth/signout", &[("callbackUrl", text)]);
    let Some(location) = answer.location() else { return };
    let base = Url::parse(ORIGIN).expect("the origin is a URL");
    let reached = base.join(location).expect("browsers can follow it");
    assert_eq!(reached.origin(), base.origin(), "{text:?} leads to {reached}");
    assert!(reached.username().is_empty() && reached.password().is_none());
});
