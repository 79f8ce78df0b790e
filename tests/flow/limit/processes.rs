//! Limits that several processes share, and their fallback when the database or the clock fails.

use super::*;

/// Two processes on one database.
fn processes(adapter: &AnyAdapter) -> [(Auth<Visible>, ManualClock); 2] {
    [0, 1].map(|_| {
        let adapter = adapter.clone();
        let site = Site::with(|builder| builder.adapter(adapter));
        (site.auth, site.clock)
    })
}

#[tokio::test]
async fn two_processes_share_the_limits_of_a_database() {
    for adapter in [AnyAdapter::new(MemoryAdapter::new()), AnyAdapter::new(sqlite().await)] {
        let [(one, clock), (two, _)] = processes(&adapter);
        for number in 0..FREE {
            let auth = if number % 2 == 0 { &one } else { &two };
            assert!(!is_limited(&guess(auth, &parts(&address(number)), "ada").await));
        }
        for auth in [&one, &two] {
            assert!(is_limited(&guess(auth, &parts("192.0.2.1"), "ada").await));
        }
        for number in 0..100 {
            let auth = if number % 2 == 0 { &one } else { &two };
            assert!(!is_limited(&guess(auth, &parts("192.0.2.9"), &format!("user{number}")).await));
        }
        for auth in [&one, &two] {
            assert!(is_limited(&guess(auth, &parts("192.0.2.9"), "another").await));
        }
        clock.advance(MINUTE);
        assert!(!is_limited(&guess(&one, &parts("192.0.2.9"), "another").await));
    }
}

#[tokio::test]
async fn a_clock_that_steps_opens_nothing_and_locks_nobody_out_for_longer() {
    const HOUR: Duration = Duration::from_secs(3600);
    for database in [None, Some(AnyAdapter::new(MemoryAdapter::new())), Some(AnyAdapter::new(sqlite().await))]
    {
        let windows = if database.is_some() { 2 } else { 1 };
        let site = Site::with(|builder| {
            let builder = builder.sign_in_limit(RateLimit::new(3, MINUTE));
            match database {
                Some(adapter) => builder.adapter(adapter),
                None => builder,
            }
        });
        let limited = async || is_limited(&guess(&site.auth, &parts("192.0.2.1"), "ada").await);
        for step in [|now| now - HOUR, |now| now + HOUR] {
            for _ in 0..3 {
                assert!(!limited().await);
            }
            assert!(limited().await);
            site.clock.set(step(site.clock.now()));
            assert!(limited().await, "a step opens nothing");
            // A database has the time of before the step. It locks for one window after it is asked.
            let mut is_limited = true;
            for _ in 0..windows {
                site.clock.advance(MINUTE);
                is_limited = limited().await;
            }
            assert!(!is_limited, "the window has passed");
            site.clock.advance(MINUTE * 2);
        }
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_database_that_fails_leaves_the_limits_of_the_process() {
    let log = Log::default();
    let _guard = log.listen();
    // Without tables, every statement fails.
    let adapter = auth::adapter::SqliteAdapter::open("sqlite::memory:").await.unwrap();
    let site = Site::with(|builder| builder.adapter(adapter));
    for number in 0..200 {
        let result = guess(&site.auth, &parts(&address(number)), "ada").await;
        assert_eq!(is_limited(&result), number >= FREE, "{number}");
    }
    assert_eq!(log.text().matches("cannot be counted in the database").count(), 1);
    assert!(log.text().contains("for all processes that use it"));
}

#[tokio::test(flavor = "current_thread")]
async fn the_start_says_where_attempts_are_counted() {
    let log = Log::default();
    let _guard = log.listen();
    let _site = Site::new();
    assert!(log.text().contains("counted in this process only"));
    let _site = Site::with(|builder| builder.sign_in_limit(None).account_limit(None));
    assert!(log.text().contains("are not limited"));
}
