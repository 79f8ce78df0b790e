//! Tests of reading requests.

use http::Request;

use super::*;
use crate::test_support::noise::Noise;

fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let builder = Request::builder().method(method).uri(uri);
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(()).unwrap().into_parts().0
}

/// The paths of routes that nothing moves.
fn paths(base: &str) -> &'static RoutePaths {
    Box::leak(Box::new(RoutePaths::at(base)))
}

fn action_at<'p>(parts: &'p Parts, base: &str) -> Result<Action<'p>, RequestError> {
    AuthRequest::parse(parts, b"", paths(base)).map(|request| request.action)
}

#[test]
fn every_action_has_its_path() {
    for (path, action) in [
        ("/auth/callback/github", Action::Callback(Some("github"))),
        ("/auth/callback", Action::Callback(None)),
        ("/auth/csrf", Action::Csrf),
        ("/auth/error", Action::Error),
        ("/auth/providers/", Action::Providers),
        ("/auth//session//", Action::Session),
        ("/auth/signin", Action::SignIn(None)),
        ("/auth/signin/undefined", Action::SignIn(None)),
        ("/auth/signin//mock-oidc", Action::SignIn(Some("mock-oidc"))),
        ("/auth/signin/%67ithub", Action::SignIn(Some("%67ithub"))),
        ("/auth/signout", Action::SignOut),
        ("/auth/step-up", Action::StepUp),
        ("/auth/verify-request", Action::VerifyRequest),
        ("/auth/webauthn-options/passkey", Action::WebauthnOptions(Some("passkey"))),
    ] {
        let parts = parts("GET", path, &[]);
        let found = action_at(&parts, "/auth").unwrap();
        assert_eq!(found, action, "{path}");
        assert!(path.contains(found.name()));
    }
    assert_eq!(Action::Callback(Some("x")).provider(), Some("x"));
    assert!(Action::SignIn(None).is_page() && !Action::Session.is_page());
}

#[test]
fn everything_else_below_the_base_is_bad() {
    for (path, error) in [
        ("/auth", BadRequest::Path),
        ("/auth/", BadRequest::Path),
        ("/auth//", BadRequest::Path),
        ("/auth/nope", BadRequest::Action),
        ("/auth/Session", BadRequest::Action),
        ("/auth/constructor", BadRequest::Action),
        ("/auth/sess%69on", BadRequest::Action),
        ("/auth/session/x", BadRequest::Provider),
        ("/auth/session/undefined", BadRequest::Provider),
        ("/auth/signin/a/b", BadRequest::Path),
    ] {
        assert_eq!(action_at(&parts("GET", path, &[]), "/auth"), Err(error.into()), "{path}");
    }
    for method in ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "get"] {
        let parts = parts(method, "/auth/session", &[]);
        assert_eq!(action_at(&parts, "/auth"), Err(BadRequest::Method.into()), "{method}");
    }
}

#[test]
fn paths_elsewhere_are_not_ours() {
    for path in ["/", "/authsession", "/Auth/session", "/api/auth/session", "/aut"] {
        assert_eq!(action_at(&parts("PUT", path, &[]), "/auth"), Err(RequestError::NotOurs), "{path}");
    }
    assert_eq!(action_at(&parts("GET", "/session", &[]), ""), Ok(Action::Session));
    let deep = parts("GET", "/api/auth/signin/github/", &[]);
    assert_eq!(action_at(&deep, "/api/auth"), Ok(Action::SignIn(Some("github"))));
}

#[test]
fn the_last_parameter_and_the_first_error_count() {
    let parts = parts("GET", "/auth/error?a=1&error=first&b=%20+&a=2&error=last&c", &[]);
    let request = AuthRequest::parse(&parts, b"", paths("/auth")).ok().unwrap();
    let query = request.query;
    assert_eq!((query.get("a"), query.get("b"), query.get("c")), (Some("2"), Some("  "), Some("")));
    assert_eq!((query.error(), query.get("error"), query.get("d")), (Some("first"), Some("last"), None));
    assert_eq!(query.fields().iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a", "error", "c"]);
}

fn posted<T>(content_type: &str, body: &[u8], look: impl FnOnce(&Body<'_>) -> T) -> Result<T, RequestError> {
    let parts = parts("POST", "/auth/session", &[("content-type", content_type)]);
    AuthRequest::parse(&parts, body, paths("/auth")).map(|request| look(&request.body))
}

#[test]
fn the_content_type_decides_the_kind_of_body() {
    let form = "application/x-www-form-urlencoded";
    let name = |body: &Body<'_>| body.text("name").map(str::to_owned);
    assert_eq!(posted(form, b"name=a&name=%C3%A9", name), Ok(Some("é".to_owned())));
    assert_eq!(
        posted("application/x-www-form-urlencoded; charset=UTF-8", b"name=+", name),
        Ok(Some(" ".into()))
    );
    assert_eq!(posted("application/json; charset=utf-8", br#"{"name":"a"}"#, name), Ok(Some("a".into())));
    let cut = "\u{feff}{\"name\":\"\\udc00!\"}";
    assert_eq!(posted("application/json", cut.as_bytes(), name), Ok(Some("\u{fffd}!".into())));
    assert_eq!(posted("application/json", b"{\"name\":\"\xff\"}", name), Ok(Some("\u{fffd}".into())));
    for other in ["text/plain", "multipart/form-data; boundary=b", "", "APPLICATION/JSON"] {
        assert_eq!(posted(other, b"name=a", |body| matches!(body, Body::None)), Ok(true), "{other}");
    }
    for broken in [&b"{"[..], b"", b"\xff", b"{\"a\":\xff}", b"{} x"] {
        let expected = if broken.is_empty() { Ok(()) } else { Err(BadRequest::Json.into()) };
        assert_eq!(posted("application/json", broken, |_| ()), expected);
    }
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    assert_eq!(posted("application/json", &deep, |_| ()), Err(BadRequest::Json.into()));
}

#[test]
fn json_of_any_type_is_accepted_but_only_strings_are_strings() {
    for body in ["null", "[]", "\"name\"", "7", "true", "[\"name\"]"] {
        assert_eq!(posted("application/json", body.as_bytes(), |body| body.get("name").is_none()), Ok(true));
    }
    for member in ["1", "null", "true", "[\"x\"]", "{\"0\":\"x\"}"] {
        let body = format!("{{\"name\":{member}}}");
        let is_other = |body: &Body<'_>| {
            body.text("name").is_none() && matches!(body.get("name"), Some(Member::Other(_)))
        };
        assert_eq!(posted("application/json", body.as_bytes(), is_other), Ok(true), "{member}");
    }
}

#[test]
fn a_get_has_no_body_and_the_header_needs_no_value() {
    let headers = [("content-type", "application/json"), ("x-auth-return-redirect", ""), ("cookie", "a=1")];
    let parts = parts("GET", "/auth/session", &headers);
    let request = AuthRequest::parse(&parts, b"{", paths("/auth")).ok().unwrap();
    assert!(matches!(request.body, Body::None) && request.return_redirect);
    assert_eq!(request.method, Method::Get);
}

#[test]
fn the_callback_url_of_the_body_comes_before_that_of_the_query() {
    let parts = parts("POST", "/auth/signin?callbackUrl=/q", &[("content-type", "application/json")]);
    let seven = Value::from(7);
    for (body, expected) in [
        (r#"{"callbackUrl":"/b"}"#, Member::Text("/b")),
        (r#"{"callbackUrl":""}"#, Member::Text("")),
        (r#"{"callbackUrl":7}"#, Member::Other(&seven)),
        (r#"{"callbackUrl":null}"#, Member::Text("/q")),
        ("[]", Member::Text("/q")),
    ] {
        let request = AuthRequest::parse(&parts, body.as_bytes(), paths("/auth")).ok().unwrap();
        assert!(request.callback_url() == Some(expected), "{body}");
    }
}

#[test]
fn noise_and_floods_are_read_without_harm() {
    let mut noise = Noise::new();
    for _ in 0..3_000 {
        let body = noise.bytes(200, b"&=%+{}[]\",:a1");
        for content_type in ["application/json", "application/x-www-form-urlencoded"] {
            let _ = posted(content_type, &body, |body| body.text("a").map(str::len));
        }
        let uri = format!("/auth/{}?{}", noise.text(20, "/csrfigno%"), noise.text(40, "&=%error"));
        let Ok(uri) = uri.parse::<http::Uri>() else { continue };
        let mut parts = parts("POST", "/", &[]);
        parts.uri = uri;
        let _ = AuthRequest::parse(&parts, b"", paths("/auth"))
            .map(|request| request.query.fields().iter().count());
    }
    let form = "application/x-www-form-urlencoded";
    let fields = |count: usize| (0..count).map(|index| format!("&{index}=x")).collect::<String>();
    let last = |count| posted(form, fields(count).as_bytes(), |body| body.text("255").map(str::len));
    assert_eq!(last(256), Ok(Some(1)));
    for flood in [257, 50_000] {
        assert_eq!(last(flood), Err(BadRequest::TooManyFields.into()));
        let mut parts = parts("GET", "/", &[]);
        parts.uri = format!("/auth/session?{}", fields(flood.min(9_000))).parse().unwrap();
        let read = AuthRequest::parse(&parts, b"", paths("/auth")).map(|_| ());
        assert_eq!(read, Err(BadRequest::TooManyFields.into()));
    }
}
