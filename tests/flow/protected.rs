//! Extractors: what a handler that wants a session answers to those without one.

use http::header::{CONTENT_TYPE, LOCATION};
use serde_json::json;

use crate::site::*;

#[tokio::test]
async fn clients_are_told_and_browsers_are_sent_to_sign_in() {
    let mut site = Site::new();
    for path in ["/me", "/admin"] {
        let reply = site.get(path).await;
        assert_eq!((reply.status.as_u16(), reply.json()), (401, json!({ "error": "Unauthorized" })));
        assert_eq!(reply.header(CONTENT_TYPE), "application/json");
    }
    let reply = site.visit("/me?tab=1&x=%26").await;
    assert_eq!(reply.location(), "/auth/signin?callbackUrl=%2Fme%3Ftab%3D1%26x%3D%2526");
    assert_eq!(site.get("/maybe").await.json(), json!(null));
}

#[tokio::test]
async fn the_way_back_is_found_after_signing_in() {
    let mut site = Site::new();
    let sign_in = site.visit("/admin").await.header(LOCATION).to_owned();
    site.visit(&sign_in).await;
    let target = site.sign_in("ada").await.location().strip_prefix(ORIGIN).unwrap().to_owned();
    let page = site.visit(&target).await;
    assert_eq!((page.status.as_u16(), page.body.as_str()), (200, "hello, admin"));
}

#[tokio::test]
async fn a_guard_that_says_no_is_403() {
    let mut site = Site::new();
    site.sign_in("bob").await;
    assert_eq!(site.get("/me").await.json()["user"]["role"], "member");
    for path in ["/admin", "/broken"] {
        let reply = site.get(path).await;
        assert_eq!(
            (reply.status.as_u16(), reply.json()),
            (403, json!({ "error": "AccessDenied" })),
            "{path}"
        );
        let page = site.visit(path).await;
        assert_eq!(page.status, 403, "{path}");
        assert!(
            page.body.contains("<title>") && page.header(CONTENT_TYPE).starts_with("text/html"),
            "{path}"
        );
    }
    let mut site = Site::new();
    site.sign_in("ada").await;
    assert_eq!(site.get("/admin").await.body, "hello, admin");
    assert_eq!(site.get("/broken").await.status, 403);
}
