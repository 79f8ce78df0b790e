//! The layer against other sites: forms and WebSockets of the application itself.

use axum::{Router, body::Body, routing::get};
use http::{Request, StatusCode, header::HOST};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::site::{ORIGIN, Site};

/// Sends a request to a route behind the layer.
async fn send(method: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let site = Site::new();
    let router: Router =
        Router::new().route("/", get(async || "read").post(async || "saved")).layer(site.auth.same_origin());
    let mut request = Request::builder().method(method).uri("/").header(HOST, "site.test");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn forms_of_this_site_and_clients_without_a_browser_pass() {
    for headers in [&[][..], &[("origin", ORIGIN)], &[("sec-fetch-site", "same-origin")]] {
        assert_eq!(send("POST", headers).await, (StatusCode::OK, "saved".to_owned()), "{headers:?}");
    }
}

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    for headers in [
        [("origin", "http://evil.test")],
        [("origin", "http://sub.site.test")],
        [("sec-fetch-site", "cross-site")],
        [("sec-fetch-site", "same-site")],
    ] {
        let refused = (StatusCode::FORBIDDEN, "This request comes from another site.".to_owned());
        assert_eq!(send("POST", &headers).await, refused, "{headers:?}");
    }
}

#[tokio::test]
async fn links_from_other_sites_pass_but_web_sockets_do_not() {
    let from_elsewhere = [("origin", "http://evil.test")];
    assert_eq!(send("GET", &from_elsewhere).await.0, StatusCode::OK);
    let upgrade = [("connection", "upgrade"), ("upgrade", "websocket"), ("origin", "http://evil.test")];
    assert_eq!(send("GET", &upgrade).await.0, StatusCode::FORBIDDEN);
    let upgrade = [("connection", "upgrade"), ("upgrade", "websocket"), ("origin", ORIGIN)];
    assert_eq!(send("GET", &upgrade).await.0, StatusCode::OK);
}
