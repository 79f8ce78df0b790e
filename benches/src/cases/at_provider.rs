//! A sign-in at an OpenID provider on this machine, ours and by hand through the same HTTP client.

use axum::{Router, body::Body};
use http::{
    Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION},
};

use super::requests::{call, cookies_of, csrf};
use crate::{
    application, by_hand,
    measure::{Case, Clock, Operation},
    provider,
};

const CALLBACK: &str = "oauth: CSRF token, start, callback with the ID token of a local provider";

/// Starts the provider, if the case is chosen, and passes the case to `run`.
pub(crate) async fn with_provider(chosen: &dyn Fn(&str) -> bool, mut run: impl AsyncFnMut(Case)) {
    if !chosen(CALLBACK) {
        return;
    }
    let issuer = provider::start();
    let (ours, by_hand) =
        (signs_in(application::at_provider(&issuer)), signs_in(by_hand::oauth::router(&issuer).await));
    let (clock, batch) = (Clock::Thread, 200);
    run(Case { name: CALLBACK, goal: 1.10, clock, batch, requests: 1, ours, by_hand }).await;
}

/// Returns the operation that signs in: it gets the CSRF token, leaves for the provider, and returns from there.
fn signs_in(router: Router) -> Operation {
    Box::new(move || {
        let mut router = router.clone();
        Box::pin(async move {
            let (mut cookies, token) = csrf(&mut router).await;
            let request = Request::post("/auth/signin/acme")
                .header(COOKIE, &cookies)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(format!("csrfToken={token}")));
            let response = call(&mut router, request.expect("a request")).await;
            assert_eq!(response.status(), StatusCode::FOUND);
            let to = response.headers()[LOCATION].to_str().expect("a URL");
            let parameter = |name: &str| {
                let query = to.split_once('?').map_or("", |(_, query)| query);
                let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
                value.expect("a parameter")
            };
            // The provider of this machine takes the nonce for a code.
            let (code, state) = (parameter("nonce"), parameter("state"));
            let path = format!("/auth/callback/acme?code={code}&state={state}");
            cookies = format!("{cookies}; {}", cookies_of(&response));
            let request = Request::get(path).header(COOKIE, &cookies).body(Body::empty());
            let response = call(&mut router, request.expect("a request")).await;
            assert!(cookies_of(&response).contains("session-token="), "not signed in");
        })
    })
}
