//! Counts the allocations of a request, ours and by hand, without those of the request itself, and the bytes that an
//! application keeps: `allocations print|check|record`.

#[allow(dead_code, reason = "shared with `bench`")]
mod application;
#[allow(dead_code, reason = "shared with `bench`")]
mod by_hand;
#[allow(dead_code, reason = "shared with `bench`")]
mod provider;
#[allow(dead_code, reason = "shared with `bench`")]
mod record;

use std::{collections::BTreeMap, future::Future, pin::pin, process::ExitCode, task};

use allocation_counter::measure;
use axum::{Router, body::Body};
use http::{Request, header::COOKIE};
use tower_service::Service;

use self::record::Record;

const SECRET: &str = "a secret of the benchmark, thirty-two bytes and more";

/// The largest number of allocations of a session read that this project allows itself.
const GOAL: u64 = 45;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let ours = runtime.block_on(application::cookies_of_ada());
    let by_hand = by_hand::cookies_of_ada();
    let mut record = Record::default();
    let mut count = |name: &str, router: Router, path: &str, cookies: &str| {
        let count = read(router, path, cookies);
        record.allocations.insert(name.to_owned(), count);
        count
    };
    let session = count("session: GET /auth/session", application::router(), "/auth/session", &ours);
    count("session, by hand", by_hand::router(), "/auth/session", &by_hand);
    count("layer: Session<V> in a handler", application::router(), "/session", &ours);
    count("layer, by hand", by_hand::router(), "/session", &by_hand);
    for providers in [1, 10, 90] {
        let mut application = None;
        let kept = measure(|| application = Some(application::with_providers(providers))).bytes_current;
        let name = format!("an application with {providers:02} OpenID providers, allocated");
        record.memory.insert(name, kept / 1024);
    }
    record.print();
    let what = std::env::args().nth(1);
    let worse = if what.as_deref() == Some("check") { record.worse() } else { BTreeMap::new() };
    for case in worse.values() {
        eprintln!("worse than recorded: {case}");
    }
    if what.as_deref() == Some("record") {
        record.write();
    }
    if session <= GOAL && worse.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
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
