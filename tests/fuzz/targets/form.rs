//! Bodies of forms and of JSON, with a good CSRF token in front. Nothing but the right password signs in.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{Browser, ORIGIN, Site};
use http::{Request, header};
use http_body_util::Full;
use libfuzzer_sys::fuzz_target;

static SITE: LazyLock<Site> = LazyLock::new(Site::new);

fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let mut browser = Browser::default();
    let token = browser.get(&SITE.auth, "/auth/csrf").expect("the path is valid").body;
    let token: serde_json::Value = serde_json::from_slice(&token).expect("an object");
    let token = token["csrfToken"].as_str().expect("a string");
    let (content_type, body) = match kind % 2 {
        0 => ("application/x-www-form-urlencoded", [format!("csrfToken={token}&").as_bytes(), rest].concat()),
        _ => ("application/json", [format!("{{\"csrfToken\":\"{token}\",").as_bytes(), rest, b"}"].concat()),
    };
    let path =
        ["/auth/callback/credentials", "/auth/signin/email", "/auth/session"][usize::from(kind / 2) % 3];
    let request = Request::post(format!("{ORIGIN}{path}")).header(header::CONTENT_TYPE, content_type);
    browser.send(&SITE.auth, request.body(Full::from(body)).expect("the request is valid"));
    for address in SITE.outbox.take() {
        assert!(auth::EmailAddress::parse(&address).is_ok_and(|parsed| parsed.as_str() == address));
    }
    if !browser.session(&SITE.auth).is_null() {
        let decoded = String::from_utf8_lossy(rest).replace(['+', '%', '\\'], " ");
        assert!(
            decoded.contains("lovelace") || rest.contains(&b'%') || rest.contains(&b'\\'),
            "a guess signs nobody in"
        );
    }
});
