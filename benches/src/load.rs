//! Rows under load: several clients at once, each with one request at a time.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use auth::adapter::{AnyAdapter, PostgresAdapter, Schema, SqliteAdapter};
use axum::Router;

use crate::{
    application,
    cases::requests::{cookies_after_sign_in, read, sign_in},
    measure::{Clock, Side},
    record::Load,
    rows_by_hand,
    server::{TempDir, postgres::Postgres},
};

const FIELDS: &str = "name=Ada";

/// The time for which the clients of one case send requests.
const LENGTH: Duration = Duration::from_secs(3);

/// Measures checks and sign-ins in SQLite and PostgreSQL, ours and by hand.
pub(crate) async fn measure() -> BTreeMap<String, Load> {
    let mut results = BTreeMap::new();
    let directory = TempDir::new();
    let url = format!("sqlite:{}", directory.join("bench.sqlite").display());
    let adapter = SqliteAdapter::open(&url).await.expect("a database");
    adapter.migrate().await.expect("tables");
    let by_hand = rows_by_hand::sqlite(adapter.pool().clone());
    store("sqlite", AnyAdapter::new(adapter), by_hand, &mut results).await;

    let server = Postgres::start().await;
    let pool = server.database("bench").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.expect("tables");
    store("postgres", AnyAdapter::new(adapter), rows_by_hand::postgres(pool), &mut results).await;
    results
}

async fn store(name: &str, adapter: AnyAdapter, by_hand: Router, results: &mut BTreeMap<String, Load>) {
    let cookies = application::rows::cookies_of_ada(adapter.clone()).await;
    let ours = (application::rows::router(adapter), cookies);
    let by_hand = (by_hand.clone(), cookies_after_sign_in(&by_hand, FIELDS).await);
    for clients in [1, 8, 64] {
        for (side, (router, cookies)) in [("ours", &ours), ("by hand", &by_hand)] {
            let (router, cookies) = (router.clone(), cookies.clone());
            let check = run(
                clients,
                || (router.clone(), cookies.clone()),
                async |(router, cookies)| {
                    read(router, "/session", cookies).await;
                },
            );
            results.insert(format!("{name}: a check, {side}, {clients:02}"), check.await);
            let sign_ins = run(
                clients,
                || router.clone(),
                async |router| {
                    sign_in(router, FIELDS).await;
                },
            );
            results.insert(format!("{name}: a sign-in, {side}, {clients:02}"), sign_ins.await);
        }
    }
}

/// Lets clients send requests, and measures each.
async fn run<C: 'static>(
    clients: usize,
    client: impl Fn() -> C,
    request: impl AsyncFn(&mut C) + Copy + 'static,
) -> Load {
    let tasks = tokio::task::LocalSet::new();
    let (begin, cpu) = (Instant::now(), Clock::Process.now(Side::Ours));
    let running: Vec<_> = (0..clients)
        .map(|_| {
            let mut client = client();
            tasks.spawn_local(async move {
                let mut times = Vec::new();
                while begin.elapsed() < LENGTH {
                    let sent = Instant::now();
                    request(&mut client).await;
                    times.push(sent.elapsed().as_secs_f64() * 1e6);
                }
                times
            })
        })
        .collect();
    let mut times = tasks
        .run_until(async {
            let mut times = Vec::new();
            for client in running {
                times.extend(client.await.expect("no panic"));
            }
            times
        })
        .await;
    let (wall, cpu) = (begin.elapsed().as_secs_f64(), Clock::Process.now(Side::Ours) - cpu);
    times.sort_by(f64::total_cmp);
    let count = times.len();
    Load {
        clients,
        a_second: count as f64 / wall,
        p50: times[count / 2],
        p99: times[count * 99 / 100],
        cpu: cpu.as_secs_f64() * 1e6 / count as f64,
    }
}
