//! What a session check costs, beside one written by hand with the same primitives.
//!
//! `session_check <variant> <requests>` serves so many requests on one thread, in this process, through an
//! axum router; `./benches/run` counts the instructions of each variant and prints the ratios.

mod by_hand;
mod ours;

use axum::{Router, body::Body};
use http::{Request, StatusCode, header::COOKIE};
use tower_service::Service;

const SECRET: &str = "a secret of the benchmark, thirty-two bytes and more";

fn main() {
    let mut arguments = std::env::args().skip(1);
    let variant = arguments.next().unwrap_or_default();
    let requests: usize = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let cookies = ours::sign_in().await;
        let (router, path) = match variant.as_str() {
            "by-hand" => (by_hand::router(), "/session"),
            "action" => (ours::router(), "/auth/session"),
            "layer" => (ours::router(), "/session"),
            "covered" => (ours::covered(), "/session"),
            _ => panic!("usage: session_check by-hand|action|layer|covered [requests]"),
        };
        let begin = std::time::Instant::now();
        serve(router, path, &cookies, requests).await;
        let nanos = begin.elapsed().as_nanos() / requests.max(1) as u128;
        println!("{variant}: {nanos} ns a request");
    });
}

async fn serve(mut router: Router, path: &str, cookies: &str, requests: usize) {
    for _ in 0..requests {
        let request = Request::get(path).header(COOKIE, cookies).body(Body::empty()).expect("a request");
        let response = router.call(request).await.expect("axum never fails");
        assert_eq!(response.status(), StatusCode::OK);
    }
}
