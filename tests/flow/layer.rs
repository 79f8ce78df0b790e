//! The layer: sessions in use live on, and nothing is encrypted anew before its time.

use std::time::Duration;

use auth::Session;
use axum::{Router, body::Body, routing::get};
use http::{
    HeaderMap, HeaderValue, Request,
    header::{CACHE_CONTROL, REFERRER_POLICY, SET_COOKIE, VARY, X_CONTENT_TYPE_OPTIONS},
};
use tower::ServiceExt;

use crate::{site::*, world::Visible};

#[tokio::test]
async fn a_session_is_renewed_at_the_update_age_and_not_before() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY - Duration::from_secs(1));
    for path in ["/me", "/maybe", "/admin", "/public"] {
        assert_eq!(site.get(path).await.set_cookies(), [""; 0], "{path}");
    }
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(site.get("/public").await.set_cookies(), [""; 0], "who reads no session pays for none");
    let renewed = site.get("/me").await;
    assert_eq!(renewed.set_cookies(), [SESSION]);
    assert_eq!(renewed.header(CACHE_CONTROL), "private");
    assert_eq!(site.get("/me").await.set_cookies(), [""; 0], "it is fresh again");

    // From then on it is good for another thirty days.
    site.clock.advance(DAY * 30 - Duration::from_secs(1));
    assert_eq!(site.get("/me").await.status, 200);
}

#[tokio::test]
async fn the_update_age_is_a_setting() {
    let mut site = Site::with(|builder| builder.session_update_age(Duration::from_secs(60)));
    site.sign_in("ada").await;
    site.clock.advance(Duration::from_secs(59));
    assert_eq!(site.get("/admin").await.set_cookies(), [""; 0]);
    site.clock.advance(Duration::from_secs(1));
    assert_eq!(site.get("/admin").await.set_cookies(), [SESSION]);
}

#[tokio::test]
async fn who_signs_out_is_not_renewed() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY * 2);
    let reply = site.get("/leave").await;
    assert_eq!((reply.body.as_str(), reply.set_cookies()), ("bye", vec![SESSION]));
    assert_eq!(site.session_cookies(), [""; 0]);
}

/// A page that shows who is signed in, with headers of its own.
async fn behind_the_layer(headers: &'static [(&'static str, &'static str)]) -> http::HeaderMap {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY * 2);
    let page = get(async move |session: Option<Session<Visible>>| {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect();
        (headers, session.unwrap().user.name.unwrap_or_default())
    });
    let router = Router::new().route("/", page).layer(site.auth.layer()).with_state(site.auth.clone());
    let mut request = Request::get("/").body(Body::empty()).unwrap();
    request.headers_mut().extend(site.headers());
    let response = router.oneshot(request).await.unwrap();
    assert!(response.headers().contains_key(SET_COOKIE));
    response.headers().clone()
}

#[tokio::test]
async fn the_application_itself_is_a_layer_and_has_the_routes() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    site.clock.advance(DAY * 2);
    let page = || get(async |session: Session<Visible>| session.user.name.unwrap_or_default());
    let auth = site.auth.clone();
    for router in [
        Router::new().route("/", page()).merge(auth.clone()).layer(auth.clone()),
        Router::new().route("/", page()).merge(&auth).layer(auth.layer()),
    ] {
        let router = router.with_state(auth.clone());
        let ask = |path: &str| {
            let mut request = Request::get(path).body(Body::empty()).unwrap();
            request.headers_mut().extend(site.headers());
            router.clone().oneshot(request)
        };
        let page = ask("/").await.unwrap();
        assert!(page.status() == 200 && page.headers().contains_key(SET_COOKIE));
        assert_eq!(ask("/auth/session").await.unwrap().status(), 200);
        assert_eq!(ask("/other").await.unwrap().status(), 404);
    }
}

#[tokio::test]
async fn a_renewed_session_never_leaves_in_a_response_of_shared_caches() {
    for (headers, expected) in [
        (&[("cache-control", "public, max-age=600")][..], "private"),
        (&[("cache-control", "s-maxage=600")], "private"),
        (&[("cache-control", "private=\"set-cookie\", public")], "private"),
        (&[("cache-control", "public"), ("cache-control", "private")], "private"),
        (&[("cache-control", "Private, max-age=60")], "Private, max-age=60"),
        (&[("cache-control", "no-store")], "no-store"),
        (&[("cdn-cache-control", "max-age=600"), ("surrogate-control", "max-age=600")], "private"),
        (&[], "private"),
    ] {
        let sent = behind_the_layer(headers).await;
        assert_eq!(sent.get_all(CACHE_CONTROL).iter().collect::<Vec<_>>(), [expected], "{headers:?}");
        assert_eq!(sent[VARY], "cookie");
        assert!(!sent.contains_key("cdn-cache-control") && !sent.contains_key("surrogate-control"));
    }
    let sent = behind_the_layer(&[("vary", "Accept, Cookie")]).await;
    assert_eq!(sent.get_all(VARY).iter().collect::<Vec<_>>(), ["Accept, Cookie"]);
}

#[tokio::test]
async fn cookies_of_the_server_side_do_not_leave_in_shared_caches_either() {
    let mut site = Site::new();
    site.sign_in("ada").await;
    let mut headers = HeaderMap::new();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=600"));
    site.auth.refresh(&site.headers()).await.unwrap().cookies.append_to(&mut headers);
    assert_eq!(
        (&headers[CACHE_CONTROL], &headers[VARY]),
        (&"private".parse().unwrap(), &"cookie".parse().unwrap())
    );
}

#[tokio::test]
async fn every_response_has_the_headers_of_its_own_safety() {
    let mut site = Site::new();
    for path in
        ["providers", "csrf", "session", "signin", "signout", "error", "nonsense", "jwks", "callback/x"]
    {
        let reply = site.get(&format!("/auth/{path}")).await;
        assert_eq!(reply.header(X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
        assert_eq!(reply.header(REFERRER_POLICY), "same-origin", "{path}");
        assert!(reply.header(CACHE_CONTROL).contains("no-store"), "{path}");
    }
    let large = Request::post("/auth/session").body(Body::from(vec![b' '; (1 << 16) + 1])).unwrap();
    for reply in [site.raw(large).await, site.get("/me").await, site.sign_in("denied").await] {
        assert_eq!(reply.header(X_CONTENT_TYPE_OPTIONS), "nosniff", "{}", reply.status);
        assert!(reply.header(CACHE_CONTROL).contains("no-store"), "{}", reply.status);
    }
}
