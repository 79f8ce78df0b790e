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

const SQLITE: [&str; 2] = ["sqlite: a check", "sqlite: a sign-in"];
const POSTGRES: [&str; 2] = ["postgres: a check", "postgres: a sign-in"];
const REDIS: [&str; 2] = ["redis: a check", "redis: a sign-in"];

/// Starts the servers that the chosen cases need, and passes each case to `run`.
pub(crate) async fn with_servers(chosen: &dyn Fn(&str) -> bool, mut run: impl AsyncFnMut(Case)) {
    let any_of = |names: [&str; 2]| names.into_iter().any(chosen);
    let mut run_chosen = async |cases: [Case; 2]| {
        for case in cases.into_iter().filter(|case| chosen(case.name)) {
            run(case).await;
        }
    };
    if any_of(SQLITE) {
        let directory = TempDir::new();
        let url = format!("sqlite:{}", directory.join("bench.sqlite").display());
        let adapter = SqliteAdapter::open(&url).await.expect("a database");
        adapter.migrate().await.expect("tables");
        let by_hand = rows_by_hand::sqlite(adapter.pool().clone());
        run_chosen(cases(SQLITE, AnyAdapter::new(adapter), by_hand).await).await;
    }
    if !any_of(POSTGRES) && !any_of(REDIS) {
        return;
    }
    let server = Postgres::start().await;
    let pool = server.database("bench").await;
    let adapter = PostgresAdapter::new(pool.clone(), Schema::Drizzle);
    adapter.migrate().await.expect("tables");
    if any_of(POSTGRES) {
        let by_hand = rows_by_hand::postgres(pool.clone());
        run_chosen(cases(POSTGRES, AnyAdapter::new(adapter.clone()), by_hand).await).await;
    }
    if any_of(REDIS) {
        let redis = Redis::start().await;
        let adapter = redis.with(adapter).await;
        let by_hand = rows_by_hand::redis(pool, &redis.url()).await;
        run_chosen(cases(REDIS, AnyAdapter::new(adapter), by_hand).await).await;
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
    let case = |name, batch, (ours, by_hand)| Case {
        name,
        goal: 1.10,
        clock: Clock::Process,
        batch,
        requests: 1,
        ours,
        by_hand,
    };
    [case(check, 500, checks), case(sign_in, 200, sign_ins)]
}
