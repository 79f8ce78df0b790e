//! Requests to a router in this process.

use std::{cell::RefCell, rc::Rc};

use axum::{Router, body::Body, response::Response};
use http::{
    Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, SET_COOKIE},
};
use http_body_util::BodyExt;
use tower_service::Service;

use crate::measure::Operation;

/// Returns the operation that reads `path` with these cookies.
pub(crate) fn reads(router: Router, path: &'static str, cookies: String) -> Operation {
    let router = Rc::new(RefCell::new(router));
    let cookies: Rc<str> = cookies.into();
    Box::new(move || {
        let (router, cookies) = (Rc::clone(&router), Rc::clone(&cookies));
        Box::pin(async move {
            let future = router.borrow_mut().call(get(path, &cookies));
            assert_eq!(future.await.expect("axum never fails").status(), StatusCode::OK);
        })
    })
}

/// Returns the operation that signs in: it gets the CSRF token and sends the form.
pub(crate) fn signs_in(router: Router, fields: &'static str) -> Operation {
    Box::new(move || {
        let mut router = router.clone();
        Box::pin(async move {
            sign_in(&mut router, fields).await;
        })
    })
}

/// Signs in once, and returns the cookies.
pub(crate) async fn cookies_after_sign_in(router: &Router, fields: &str) -> String {
    sign_in(&mut router.clone(), fields).await
}

/// Reads a path with these cookies.
pub(crate) async fn read(router: &mut Router, path: &str, cookies: &str) {
    let response = call(router, get(path, cookies)).await;
    assert_eq!(response.status(), StatusCode::OK);
}

fn get(path: &str, cookies: &str) -> Request<Body> {
    Request::get(path).header(COOKIE, cookies).body(Body::empty()).expect("a request")
}

/// Gets the CSRF token, sends the form, and returns the cookies of the session.
pub(crate) async fn sign_in(router: &mut Router, fields: &str) -> String {
    let (cookies, token) = csrf(router).await;
    let request = Request::post("/auth/callback/credentials")
        .header(COOKIE, cookies)
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("csrfToken={token}&{fields}")))
        .expect("a request");
    let response = call(router, request).await;
    assert_eq!(response.status(), StatusCode::FOUND);
    let cookies = cookies_of(&response);
    assert!(cookies.contains("session-token="), "not signed in");
    cookies
}

/// Gets the CSRF token, and returns the cookies that come with it, and the token.
pub(crate) async fn csrf(router: &mut Router) -> (String, String) {
    let csrf = call(router, Request::get("/auth/csrf").body(Body::empty()).expect("a request")).await;
    let cookies = cookies_of(&csrf);
    let body = csrf.into_body().collect().await.expect("a body").to_bytes();
    let body = std::str::from_utf8(&body).expect("JSON");
    (cookies, body.split('"').nth(3).expect("a token").to_owned())
}

/// Returns the cookies that a response sets, as a browser sends them.
pub(crate) fn cookies_of(response: &Response) -> String {
    let cookies = response.headers().get_all(SET_COOKIE).iter();
    let pairs = cookies.filter_map(|cookie| cookie.to_str().ok()?.split(';').next());
    pairs.collect::<Vec<_>>().join("; ")
}

pub(crate) async fn call(router: &mut Router, request: Request<Body>) -> Response {
    router.call(request).await.expect("axum never fails")
}
