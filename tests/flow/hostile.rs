//! Hostile input in every part of a request: always a documented answer, never a panic, never a session.

use axum::body::Body;
use http::{
    HeaderValue, Method, Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION},
};
use serde_json::json;

use crate::site::*;

/// What the protocol answers, whatever it is asked.
const DOCUMENTED: [u16; 11] = [200, 302, 400, 401, 403, 404, 405, 413, 414, 431, 500];

async fn sent(site: &Site, request: Request<Body>) -> Reply {
    let what = format!("{} {} {:?}", request.method(), request.uri(), request.headers());
    let reply = site.raw(request).await;
    assert!(DOCUMENTED.contains(&reply.status.as_u16()), "{what}: {}", reply.status);
    if let Some(to) = reply.headers.get(LOCATION) {
        let to = to.to_str().unwrap();
        assert!(to.starts_with("/auth/signin?") || to.strip_prefix(ORIGIN).is_some(), "{what} leads to {to}");
    }
    reply
}

#[tokio::test]
async fn methods_and_paths() {
    let site = Site::new();
    for method in
        [Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS, Method::from_bytes(b"BREW").unwrap()]
    {
        let request =
            Request::builder().method(method.clone()).uri("/auth/session").body(Body::empty()).unwrap();
        assert_eq!(sent(&site, request).await.status, StatusCode::BAD_REQUEST, "{method}");
    }
    for path in [
        "/auth",
        "/auth/",
        "/auth/nonsense",
        "/auth/signin/a/b",
        "/auth/session/x",
        "/auth/%73ession",
        "/auth/../etc/passwd",
        "/auth/%00",
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        assert_eq!(sent(&site, request).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    let long = format!("/auth/{}", "a".repeat(60_000));
    assert_eq!(sent(&site, Request::get(long).body(Body::empty()).unwrap()).await.status, 400);
}

#[tokio::test]
async fn queries() {
    let site = Site::new();
    let long = "x".repeat(50_000);
    for query in [
        "callbackUrl=%FF%FE",
        "callbackUrl=/a&callbackUrl=//evil.example",
        "%",
        "&&&===",
        "error=%3Cscript%3E",
        &long,
    ] {
        let reply =
            sent(&site, Request::get(format!("/auth/signin?{query}")).body(Body::empty()).unwrap()).await;
        assert!(!reply.body.contains("<script"), "{query}");
    }
    let reply =
        sent(&site, Request::get("/auth/signin?callbackUrl=ftp://x").body(Body::empty()).unwrap()).await;
    assert_eq!(reply.status, 500, "a callback URL that is no http(s) URL");
}

#[tokio::test]
async fn headers() {
    let site = Site::new();
    for (name, value) in [
        ("host", &b"\xff\xfe"[..]),
        ("x-forwarded-host", b"evil.example"),
        ("x-forwarded-proto", b"javascript"),
        ("content-type", b"\xff"),
        ("cookie", b"\xff\xfe; \xff=\xff; authjs.session-token=\xff"),
        ("cookie", b";;;;=;=;authjs.csrf-token"),
        ("accept", b"\xff"),
        ("sec-fetch-mode", b"\xff"),
        ("x-auth-return-redirect", b"\xff"),
    ] {
        for path in ["/auth/signin", "/auth/session", "/auth/csrf", "/me", "/maybe"] {
            let value = HeaderValue::from_bytes(value).unwrap();
            let request =
                Request::get(path).header(name, value.clone()).header(name, value).body(Body::empty());
            sent(&site, request.unwrap()).await;
        }
    }
}

#[tokio::test]
async fn session_cookies_that_are_not_ours() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let token = site.cookies[SESSION].clone();
    let noise = Noise::seeded(7);
    let mut forged: Vec<String> =
        ["", ".", "....", "a.b.c.d.e", "eyJhbGciOiJub25lIn0.e30."].map(str::to_owned).into();
    forged.push("A".repeat(20_000));
    forged.extend((0..token.len()).step_by(7).map(|end| token[..end].to_owned()));
    forged.extend((0..200).map(|_| {
        let mut bytes = token.clone().into_bytes();
        let at = noise.below(bytes.len());
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(bytes).unwrap()
    }));
    for forged in forged.into_iter().filter(|forged| *forged != token) {
        // The last character of a base64url part can hold bits that do not count: they must be zero.
        site.cookies = [(SESSION.to_owned(), forged.clone())].into();
        let headers = site.headers();
        assert!(site.auth.session(&headers).await.unwrap().is_none(), "{forged}");
        assert_eq!(site.get("/me").await.status, 401);
        assert_eq!(site.session().await, json!(null));
    }
}

#[tokio::test]
async fn the_token_of_another_site_is_no_session() {
    let mut site = Site::new();
    let mut other = Site::with(|builder| builder.secret("another secret, as long as it has to be"));
    other.sign_in("ada").await;
    site.cookies.insert(SESSION.to_owned(), other.cookies[SESSION].clone());
    assert_eq!(site.session().await, json!(null));

    // Nor is the token of this site under the name that https has: keys are bound to names.
    let mut secure = Site::with(|builder| builder.url("https://site.test"));
    let mut plain = Site::new();
    plain.sign_in("ada").await;
    secure.cookies.insert(format!("__Secure-{SESSION}"), plain.cookies[SESSION].clone());
    assert_eq!(secure.session().await, json!(null));
}

#[tokio::test]
async fn duplicated_cookies_and_planted_parts() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let token = site.cookies[SESSION].clone();
    let many: String = (0..500).map(|index| format!("{SESSION}.{index}=x; ")).collect();
    for cookies in [
        format!("{SESSION}=x; {SESSION}=y; {SESSION}=z; {SESSION}=; {SESSION}=w; {SESSION}={token}"),
        many,
        format!("{SESSION}.00={token}"),
        format!("{SESSION}.-1={token}"),
    ] {
        let request = Request::get("/auth/session").header(COOKIE, cookies).body(Body::empty()).unwrap();
        let reply = sent(&site, request).await;
        assert_eq!((reply.status.as_u16(), reply.body.as_str()), (200, "null"));
        assert!(reply.set_cookies().len() <= 66);
    }
    for cookies in [format!("{SESSION}={token}; {SESSION}=x"), format!("{SESSION}=x; {SESSION}={token}")] {
        let request = Request::get("/me").header(COOKIE, cookies).body(Body::empty()).unwrap();
        assert_eq!(sent(&site, request).await.status, 200, "one that is garbage ends no session");
    }
}

#[tokio::test]
async fn bodies() {
    let site = Site::new();
    let json = "application/json";
    for (content_type, body, status) in [
        (json, &b"{"[..], 400),
        (json, b"\xff\xfe", 400),
        (json, b"[]", 302),
        (json, b"null", 302),
        (json, br#"{"csrfToken":{"a":1},"name":["ada"],"password":null}"#, 302),
        (json, br#"{"callbackUrl":7}"#, 302),
        (FORM, b"%FF=%FE&&&=", 302),
        (FORM, b"\xff\xfe", 302),
        ("text/plain", b"name=ada", 302),
        ("multipart/form-data; boundary=x", b"--x--", 302),
    ] {
        let request = Request::post("/auth/callback/credentials").header(CONTENT_TYPE, content_type);
        let reply = sent(&site, request.body(Body::from(body)).unwrap()).await;
        assert_eq!(reply.status, status, "{content_type} {}", String::from_utf8_lossy(body));
        assert!(!reply.set_cookies().contains(&SESSION));
    }
    let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
    let request = Request::post("/auth/session").header(CONTENT_TYPE, json).body(Body::from(deep)).unwrap();
    assert_eq!(sent(&site, request).await.status, 400);
    let request =
        Request::post("/auth/session").header(CONTENT_TYPE, json).body(Body::from(vec![b' '; (1 << 16) + 1]));
    assert_eq!(sent(&site, request.unwrap()).await.status, 413);
}

#[tokio::test]
async fn noise() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let token = site.cookies[SESSION].clone();
    let noise = Noise::seeded(42);
    let words = [
        "/auth/",
        "session",
        "signin",
        "signout",
        "callback",
        "csrf",
        "credentials",
        "undefined",
        "?",
        "&",
        "=",
        "%",
        "%00",
        "%FF",
        "..",
        "/",
        "//",
        "callbackUrl",
        "error",
        "code",
        "csrfToken",
        "http://",
        "evil.example",
        "\u{fffd}",
        "{",
        "}",
        "\"",
        ":",
        "null",
        "[1]",
        ";",
        ",",
        " ",
        "authjs.session-token",
        "authjs.session-token.0",
        "authjs.csrf-token",
        "|",
        &token,
        ".",
    ];
    let text = |most: usize| -> String { (0..noise.below(most)).map(|_| *noise.pick(&words)).collect() };
    let mut count = 0;
    for _ in 0..3000 {
        let path: String =
            format!("/auth/{}", text(6)).chars().filter(|char| char.is_ascii_graphic()).collect();
        let method = noise.pick(&["GET", "POST", "HEAD", "PUT"]);
        let mut request = Request::builder().method(*method).uri(path.replace(['"', '{', '}', '|'], "%22"));
        for _ in 0..noise.below(4) {
            let name = noise.pick(&[
                "cookie",
                "host",
                "content-type",
                "accept",
                "origin",
                "x-forwarded-host",
                "x-auth-return-redirect",
            ]);
            let mut value = text(8).into_bytes();
            value.retain(|byte| *byte >= 0x20 && *byte != 0x7f);
            request = request.header(*name, HeaderValue::from_bytes(&value).unwrap());
        }
        if noise.below(2) == 0 {
            request = request.header(CONTENT_TYPE, *noise.pick(&[FORM, "application/json", "text/plain"]));
        }
        let Ok(request) = request.body(Body::from(text(20))) else { continue };
        sent(&site, request).await;
        count += 1;
    }
    assert!(count > 2000, "{count}");
}

#[tokio::test]
async fn more_parameters_than_any_form_has_are_refused() {
    let mut site = Site::new();
    let fields = |count: usize| (0..count).map(|number| format!("a{number}=x&")).collect::<String>();
    for (count, status) in [(256, 200), (257, 400), (8_000, 400)] {
        assert_eq!(site.get(&format!("/auth/session?{}", fields(count))).await.status, status);
    }
}
