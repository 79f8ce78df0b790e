//! Whole requests: a line with method and path, lines with headers, an empty line, and the body.
#![no_main]

use std::sync::LazyLock;

use auth_fuzz::{Site, answer};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use http_body_util::Full;
use libfuzzer_sys::fuzz_target;

static SITE: LazyLock<Site> = LazyLock::new(Site::new);

fn parse(data: &[u8]) -> Option<Request<Full<Bytes>>> {
    let end = data.windows(2).position(|pair| pair == b"\n\n")?;
    let (head, body) = (&data[..end], &data[end + 2..]);
    let mut lines = head.split(|byte| *byte == b'\n');
    let mut first = lines.next()?.splitn(2, |byte| *byte == b' ');
    let method = Method::from_bytes(first.next()?).ok()?;
    let uri = Uri::try_from(first.next()?).ok()?;
    let mut request = Request::new(Full::from(body.to_vec()));
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        request.headers_mut().append(name, HeaderValue::from_bytes(&line[colon + 1..]).ok()?);
    }
    Some(request)
}

fuzz_target!(|data: &[u8]| {
    let Some(request) = parse(data) else { return };
    let answer = answer(&SITE.auth, request);
    assert!(
        answer.headers.contains_key(header::X_CONTENT_TYPE_OPTIONS),
        "each answer has the security headers"
    );
    if answer.status == StatusCode::OK
        && answer.headers[header::CONTENT_TYPE].as_bytes().starts_with(b"application/json")
    {
        serde_json::from_slice::<serde_json::Value>(&answer.body).expect("JSON is JSON");
    }
    for cookie in answer.headers.get_all(header::SET_COOKIE) {
        assert!(cookie.as_bytes().is_ascii());
    }
});
