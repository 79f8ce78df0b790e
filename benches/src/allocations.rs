//! Counts the allocations of a session read, ours and by hand, without those of the request.

#[allow(dead_code, reason = "shared with `bench`")]
mod application;
#[allow(dead_code, reason = "shared with `bench`")]
mod by_hand;

use std::{future::Future, pin::pin, process::ExitCode, task};

use allocation_counter::measure;
use axum::{Router, body::Body};
use http::{Request, header::COOKIE};
use tower_service::Service;

const SECRET: &str = "a secret of the benchmark, thirty-two bytes and more";

/// The largest number of allocations that this project allows itself.
const GOAL: u64 = 45;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let ours = runtime.block_on(application::cookies_of_ada());
    let by_hand = by_hand::cookies_of_ada();
    let session = read(application::router(), "/auth/session", &ours);
    println!("GET /auth/session: {session} allocations (at most {GOAL})");
    println!("  by hand: {}", read(by_hand::router(), "/auth/session", &by_hand));
    println!("  by hand, the session cookie alone: {}", read(by_hand::router(), "/bare/session", &by_hand));
    println!("Session<V> behind the layer: {}", read(application::router(), "/session", &ours));
    println!("  by hand: {}", read(by_hand::router(), "/session", &by_hand));
    if session <= GOAL { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(mut router: Router, path: &str, cookies: &str) -> u64 {
    let mut counted = 0;
    for _ in 0..3 {
        let request = Request::get(path).header(COOKIE, cookies).body(Body::empty()).expect("a request");
        let counts = measure(|| {
            let response = pin!(router.call(request));
            let ready = response.poll(&mut task::Context::from_waker(task::Waker::noop()));
            assert!(matches!(ready, task::Poll::Ready(Ok(response)) if response.status().is_success()));
        });
        counted = counts.count_total;
    }
    counted
}
