//! The header `Cookie`: whatever it holds, only the application's own cookies are set or deleted.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{ORIGIN, Site, answer};
use http::{HeaderValue, Request, header};
use http_body_util::Full;
use libfuzzer_sys::fuzz_target;

static SITE: LazyLock<Site> = LazyLock::new(Site::new);
const SESSION: &str = "__Secure-authjs.session-token";

fuzz_target!(|data: &[u8]| {
    let Ok(cookies) = HeaderValue::from_bytes(data) else { return };
    for path in ["/auth/session", "/auth/signin"] {
        let request = Request::get(format!("{ORIGIN}{path}")).header(header::COOKIE, &cookies);
        let answer = answer(&SITE.auth, request.body(Full::default()).expect("the request is valid"));
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let name = line.to_str().expect("cookies are ASCII").split('=').next().unwrap_or_default();
            let is_part = |rest: &str| {
                rest.is_empty()
                    || rest
                        .strip_prefix('.')
                        .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            };
            let is_session = name.strip_prefix(SESSION).is_some_and(is_part);
            let is_ours = name.starts_with("__Secure-authjs.") || name.starts_with("__Host-authjs.");
            assert!(is_session || is_ours && !name.starts_with(SESSION), "{name} is not ours");
        }
    }
});
