//! Sessions in a database: checks and sign-ins, each against the same statements by hand through the same driver and a
//! pool with the same settings.

use auth::adapter::{AnyAdapter, PostgresAdapter, Schema, SqliteAdapter};

use super::requests::{cookies_after_sign_in, reads, signs_in};
use crate::{
    application,
    measure::{Case, Clock, Operation},
    rows_by_hand,
    server::{TempDir, postgres::Postgres, redis::Redis},
};

/// Starts the servers that the chosen cases need, and passes each case to `run`.
pub(crate) async fn with_servers(chosen: &dyn Fn(&str) -> bool, mut run: impl AsyncFnMut(Case)) {
    if chosen("sqlite") {
        let directory = TempDir::new();
        let url = format!("sqlite:{}", directory.join("bench.sqlite").display());
        let adapter = SqliteAdapter::open(&url).await.expect("a database");
        adapter.migrate().await.expect("tables");
        let by_hand = rows_by_hand::sqlite(adapter.pool().clone());
        let names = ["sqlite: a check", "sqlite: a sign-in"];
        for case in cases(names, AnyAdapter::new(adapter), by_hand).await {
            run(case).await;
        }
    }
    if chosen("postgres") || chosen("redis") {
        let server = Postgres::start().await;
        let pool = server.database("bench").await;
        let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
        adapter.migrate().await.expect("tables");
        let names = ["postgres: a check", "postgres: a sign-in"];
        let by_hand = rows_by_hand::postgres(pool.clone());
        for case in cases(names, AnyAdapter::new(adapter.clone()), by_hand).await {
            if chosen("postgres") {
                run(case).await;
            }
        }
        if chosen("redis") {
            let redis = Redis::start().await;
            let adapter = redis.with(adapter).await;
            let names = ["redis: a check", "redis: a sign-in"];
            let by_hand = rows_by_hand::redis(pool, &redis.url()).await;
            for case in cases(names, AnyAdapter::new(adapter), by_hand).await {
                run(case).await;
            }
        }
    }
}

async fn cases(names: [&'static str; 2], adapter: AnyAdapter, by_hand: axum::Router) -> [Case; 2] {
    let cookies = application::rows::cookies_of_ada(adapter.clone()).await;
    let ours = application::rows::router(adapter);
    let own = cookies_after_sign_in(&by_hand, "name=Ada").await;
    let checks: (Operation, Operation) =
        (reads(ours.clone(), "/session", cookies.clone()), reads(by_hand.clone(), "/session", own));
    let sign_ins = (signs_in(ours, "name=Ada"), signs_in(by_hand, "name=Ada"));
    let [check, sign_in] = names;
    let case =
        |name, batch, (ours, by_hand)| Case { name, goal: 1.10, clock: Clock::Process, batch, ours, by_hand };
    [case(check, 500, checks), case(sign_in, 200, sign_ins)]
}
