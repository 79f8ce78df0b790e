//! A sign-in at an OpenID provider on this machine, ours and by hand through the same HTTP client.

use std::rc::Rc;

use axum::{Router, body::Body};
use http::{
    Request, StatusCode,
    header::{CONTENT_TYPE, COOKIE, LOCATION},
};

use super::requests::{call, cookies_of, csrf};
use crate::{
    application,
    by_hand::{self, id_token::IdTokens},
    measure::{Case, Clock, Operation},
    provider,
};

/// The path of the callback of a sign-in at the provider.
pub(super) const CALLBACK_PATH: &str = "/auth/callback/acme";
/// The name of the verification of an ID token, in place of a path.
pub(super) const ID_TOKEN_PATH: &str = "id-token";

/// The nonce of the token that is verified.
const NONCE: &str = "n-0S6_WzA2Mj";

const CALLBACK: &str = "oauth: CSRF token, start, callback with the ID token of a local provider";
const ID_TOKEN: &str = "oauth id token: signature and claims, the key known";

/// Starts the provider, if a case is chosen, and passes the cases to `run`.
pub(crate) async fn with_provider(chosen: &dyn Fn(&str) -> bool, mut run: impl AsyncFnMut(Case)) {
    if !chosen(CALLBACK) && !chosen(ID_TOKEN) {
        return;
    }
    let issuer = provider::start();
    let clock = Clock::Thread;
    if chosen(CALLBACK) {
        let (ours, by_hand) =
            (signs_in(application::at_provider(&issuer)), signs_in(by_hand::oauth::router(&issuer).await));
        run(Case { name: CALLBACK, goal: 1.10, clock, batch: 200, requests: 1, ours, by_hand }).await;
    }
    if chosen(ID_TOKEN) {
        let (ours, by_hand) = verifies(&issuer).await;
        run(Case { name: ID_TOKEN, goal: 1.10, clock, batch: 1_000, requests: 1, ours, by_hand }).await;
    }
}

/// Returns the operations of a path of one side alone: a sign-in, or the verification of an ID token.
pub(super) async fn operation(path: &str, is_ours: bool) -> Operation {
    let issuer = provider::start();
    if path == ID_TOKEN_PATH {
        let (ours, by_hand) = verifies(&issuer).await;
        return if is_ours { ours } else { by_hand };
    }
    signs_in(if is_ours { application::at_provider(&issuer) } else { by_hand::oauth::router(&issuer).await })
}

/// Returns the operations that verify the same ID token, ours and by hand.
async fn verifies(issuer: &str) -> (Operation, Operation) {
    let http = by_hand::oauth::client();
    let id_token: Rc<str> = provider::id_token(issuer, &http, NONCE).await.into();
    let by_hand = Rc::new(IdTokens::of(issuer, &http).await);
    let ours = Rc::new(application::id_tokens(issuer));
    let token = Rc::clone(&id_token);
    let ours: Operation = Box::new(move || {
        let (ours, token) = (Rc::clone(&ours), Rc::clone(&token));
        Box::pin(async move {
            let subject = ours.subject(&token, NONCE).await;
            assert_eq!(subject.as_deref(), Some("1"));
        })
    });
    let by_hand: Operation = Box::new(move || {
        let (by_hand, token) = (Rc::clone(&by_hand), Rc::clone(&id_token));
        Box::pin(async move {
            let subject = by_hand.claims(&token, NONCE).map(|claims| claims.sub);
            assert_eq!(subject.as_deref(), Some("1"));
        })
    });
    (ours, by_hand)
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
