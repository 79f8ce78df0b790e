//! Resident memory: of an application, of sessions, and of the bookkeeping for limits.

use std::collections::BTreeMap;

use auth::adapter::{AnyAdapter, SqliteAdapter};

use crate::{
    application,
    cases::requests::{read, sign_in},
    server::TempDir,
};

/// The number of sessions that are started, and read.
const SESSIONS: usize = 10_000;

pub(crate) async fn measure() -> BTreeMap<String, i64> {
    let mut results = BTreeMap::new();
    let mut grown = |name: &str, before: i64| {
        // A process that uses freed pieces again may not grow at all.
        results.insert(name.to_owned(), (resident() - before).max(0));
    };
    // The first requests fill what every process has.
    let mut warm = application::router();
    sign_in(&mut warm, "name=Ada").await;

    let before = resident();
    let mut router = application::router();
    sign_in(&mut router, "name=Ada").await;
    grown("an application", before);

    let before = resident();
    let mut cookies = Vec::with_capacity(SESSIONS);
    for session in 0..SESSIONS {
        cookies.push(sign_in(&mut router, &format!("name=user-{session}")).await);
    }
    let kept: usize = cookies.iter().map(String::capacity).sum();
    let ballast = i64::try_from((kept + SESSIONS * size_of::<String>()) / 1024).expect("not that many");
    grown("10,000 token sessions, idle", before + ballast);
    for cookies in &cookies {
        read(&mut router, "/session", cookies).await;
    }
    grown("10,000 token sessions, each read once", before + ballast);
    drop(cookies);

    let directory = TempDir::new();
    let url = format!("sqlite:{}", directory.join("bench.sqlite").display());
    let adapter = SqliteAdapter::open(&url).await.expect("a database");
    adapter.migrate().await.expect("tables");
    let mut router = application::rows::router(AnyAdapter::new(adapter));
    sign_in(&mut router, "name=Ada").await;
    let before = resident();
    let mut last = String::new();
    for _ in 0..SESSIONS {
        last = sign_in(&mut router, "name=Ada").await;
    }
    grown("10,000 rows in SQLite, with the caches of its four connections", before);
    for _ in 0..SESSIONS {
        read(&mut router, "/session", &last).await;
    }
    grown("10,000 rows in SQLite, and as many checks", before);

    let before = resident();
    let mut limited = application::with_limits();
    sign_in(&mut limited, "name=Ada").await;
    for user in 0..SESSIONS {
        sign_in(&mut limited, &format!("name=user-{user}")).await;
    }
    grown("limits for 10,000 accounts that have signed in", before);

    results
}

/// Returns the resident memory of this process in KiB.
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a line");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
