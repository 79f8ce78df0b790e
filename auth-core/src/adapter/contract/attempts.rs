//! Cases for counts of attempts.

use std::time::Duration;

use super::{Outcome, ensure, fixture::Fixture};
use crate::adapter::{Adapter, AttemptRule, AttemptVerdict};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The number of concurrent calls.
const CALLS: usize = 50;

fn refused(retry_after: Duration) -> AttemptVerdict {
    AttemptVerdict::Refused { retry_after }
}

pub(super) async fn fixed(f: Fixture) -> Outcome {
    let (key, rule) = (f.unique(), AttemptRule::fixed(3, MINUTE));
    for _ in 0..3 {
        let attempt = f.adapter.count_attempt(&key, &rule, f.now).await?;
        ensure!(attempt == AttemptVerdict::Allowed, "as many attempts must be allowed as the rule says");
    }
    for _ in 0..3 {
        let attempt = f.adapter.count_attempt(&key, &rule, f.now + MINUTE / 2).await?;
        ensure!(attempt == refused(MINUTE / 2), "one more must be refused until the window ends");
    }
    ensure!(f.adapter.counts_attempts(), "an adapter that counts attempts must say so in `counts_attempts`");
    Ok(())
}

pub(super) async fn growing(f: Fixture) -> Outcome {
    let (key, rule) = (f.unique(), AttemptRule::growing(2, DAY, MINUTE, 3 * MINUTE));
    let mut now = f.now;
    f.adapter.count_attempt(&key, &rule, now).await?;
    for minutes in [1, 2, 3, 3] {
        let attempt = f.adapter.count_attempt(&key, &rule, now).await?;
        ensure!(
            attempt == AttemptVerdict::Allowed,
            "an attempt must be allowed when its waiting time is over"
        );
        let attempt = f.adapter.count_attempt(&key, &rule, now).await?;
        ensure!(attempt == refused(minutes * MINUTE), "waiting times must double up to the longest one");
        now = now + minutes * MINUTE;
    }
    Ok(())
}

pub(super) async fn windows_end(f: Fixture) -> Outcome {
    for rule in [AttemptRule::fixed(1, MINUTE), AttemptRule::growing(1, MINUTE, MINUTE, MINUTE)] {
        let key = f.unique();
        for now in [f.now, f.now + MINUTE, f.now + 3 * MINUTE] {
            let attempt = f.adapter.count_attempt(&key, &rule, now).await?;
            ensure!(
                attempt == AttemptVerdict::Allowed,
                "attempts must be forgotten when the window has ended"
            );
            let attempt = f.adapter.count_attempt(&key, &rule, now).await?;
            ensure!(attempt == refused(MINUTE), "the next window must be limited too");
        }
    }
    Ok(())
}

pub(super) async fn forgive(f: Fixture) -> Outcome {
    let (key, rule) = (f.unique(), AttemptRule::growing(2, DAY, MINUTE, MINUTE));
    f.adapter.forgive_attempt(&key).await?;
    for _ in 0..5 {
        let attempt = f.adapter.count_attempt(&key, &rule, f.now).await?;
        ensure!(attempt == AttemptVerdict::Allowed, "an attempt that was taken back must not count");
        f.adapter.forgive_attempt(&key).await?;
    }
    f.adapter.forgive_attempt(&key).await?;
    for expected in [AttemptVerdict::Allowed, AttemptVerdict::Allowed, refused(MINUTE)] {
        let attempt = f.adapter.count_attempt(&key, &rule, f.now).await?;
        ensure!(attempt == expected, "no more must be taken back than was counted");
    }
    Ok(())
}

pub(super) async fn clock_steps(f: Fixture) -> Outcome {
    for rule in [AttemptRule::fixed(1, MINUTE), AttemptRule::growing(1, DAY, MINUTE, MINUTE)] {
        let key = f.unique();
        f.adapter.count_attempt(&key, &rule, f.now).await?;
        let attempt = f.adapter.count_attempt(&key, &rule, f.now - DAY).await?;
        ensure!(
            attempt == refused(MINUTE),
            "a clock that was set back must neither unlock nor lock for longer"
        );
        let attempt = f.adapter.count_attempt(&key, &rule, f.now - DAY + MINUTE).await?;
        ensure!(
            attempt == AttemptVerdict::Allowed,
            "after a refused attempt, the wait must pass by the clock that was set back, too"
        );
    }
    Ok(())
}

pub(super) async fn keys_are_apart(f: Fixture) -> Outcome {
    let rule = AttemptRule::fixed(1, MINUTE);
    for key in [f.unique(), f.unique()] {
        let attempt = f.adapter.count_attempt(&key, &rule, f.now).await?;
        ensure!(attempt == AttemptVerdict::Allowed, "every key must have a count of its own");
    }
    let key = f.unique();
    f.adapter.count_attempt(&key.to_lowercase(), &rule, f.now).await?;
    let attempt = f.adapter.count_attempt(&key.to_uppercase(), &rule, f.now).await?;
    ensure!(attempt == AttemptVerdict::Allowed, "keys must compare exactly");
    Ok(())
}

pub(super) async fn housekeeping(f: Fixture) -> Outcome {
    let (key, rule) = (f.unique(), AttemptRule::fixed(1, DAY));
    f.adapter.count_attempt(&key, &rule, f.now).await?;
    f.adapter.delete_expired(f.now).await?;
    let attempt = f.adapter.count_attempt(&key, &rule, f.now).await?;
    ensure!(attempt != AttemptVerdict::Allowed, "a count must be kept until its window has ended");
    Ok(())
}

pub(super) async fn in_parallel(f: Fixture) -> Outcome {
    let (key, rule) = (f.unique(), AttemptRule::fixed(10, MINUTE));
    let now = f.now;
    let results = f
        .race(CALLS, |f, _| {
            let key = key.clone();
            async move { f.adapter.count_attempt(&key, &rule, now).await }
        })
        .await?;
    let mut allowed = 0;
    for result in results {
        allowed += usize::from(result? == AttemptVerdict::Allowed);
    }
    ensure!(allowed == 10, "of many concurrent attempts exactly as many as the rule says must be allowed");
    Ok(())
}
