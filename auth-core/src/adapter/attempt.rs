//! Attempts under a key: the rule that limits them, and the count that a store keeps.

use std::{collections::HashMap, time::Duration};

use crate::contract::UnixTime;

/// A limit of attempts. The store gets it with every attempt and keeps only the count.
///
/// There are two kinds. A [fixed](Self::fixed) rule allows a number of attempts in a period of time; the period
/// begins with the first attempt. A [growing](Self::growing) rule makes every further attempt wait longer than the one
/// before, and forgets an account only after a period without attempts.
///
/// ```
/// use auth::adapter::AttemptRule;
/// use std::time::Duration;
///
/// let rule = AttemptRule::fixed(100, Duration::from_secs(60));
/// assert_eq!(rule.tries, 100);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptRule {
    /// The number of attempts that need not wait.
    pub tries: u32,
    /// The time after which the attempts are forgotten: from the first attempt in a fixed rule, from the last one in a
    /// growing rule.
    pub window: Duration,
    /// The waiting time after the last free attempt, which doubles with every further one, and the longest waiting
    /// time. `None` in a fixed rule.
    pub waits: Option<(Duration, Duration)>,
}

impl AttemptRule {
    /// Creates a rule that allows `tries` attempts in the time `window`.
    pub const fn fixed(tries: u32, window: Duration) -> Self {
        Self { tries, window, waits: None }
    }

    /// Creates a rule that allows `tries` attempts at once. From then on each attempt has to wait: `first`, then twice
    /// as long, and so on up to `longest`. All attempts are forgotten after the time `window` without an attempt.
    pub const fn growing(tries: u32, window: Duration, first: Duration, longest: Duration) -> Self {
        Self { tries, window, waits: Some((first, longest)) }
    }
}

/// The result of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptVerdict {
    /// The attempt was counted and may go on.
    Allowed,
    /// There were too many attempts. This one was not counted.
    Refused {
        /// The time after which the next attempt is possible.
        retry_after: Duration,
    },
}

/// The attempts under one key, as a store keeps them. The three fields are one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptCount {
    /// The number of attempts that were allowed.
    pub tries: u32,
    /// The time of the next possible attempt; the epoch (0) if it need not wait.
    pub opens: UnixTime,
    /// The time at which the row is forgotten.
    pub until: UnixTime,
}

impl AttemptCount {
    /// The value of [`opens`](Self::opens) if the next attempt need not wait.
    pub const OPEN: UnixTime = UnixTime::from_millis(0);

    /// Creates the count of a key without attempts.
    pub fn new(rule: &AttemptRule, now: UnixTime) -> Self {
        Self { tries: 0, opens: Self::OPEN, until: now + rule.window }
    }

    /// Creates a count from the values of its row.
    pub const fn stored(tries: u32, opens: UnixTime, until: UnixTime) -> Self {
        Self { tries, opens, until }
    }

    /// Counts an attempt. A store calls this on the row of a key, and writes the row if it has changed. The row must be
    /// locked in between.
    ///
    /// A clock that was set back neither unlocks a key nor locks it for longer than the rule says: times that lie further
    /// ahead than the rule allows are changed, even if the attempt is refused. Otherwise a refused attempt changes nothing.
    pub fn attempt(&mut self, rule: &AttemptRule, now: UnixTime) -> AttemptVerdict {
        if self.until <= now {
            *self = Self::new(rule, now);
        }
        self.until = self.until.min(now + rule.window);
        let latest = rule.waits.map_or(self.until, |(_, longest)| now + longest);
        self.opens = self.opens.min(latest);
        if let Some(retry_after) = time_until(self.opens, now) {
            return AttemptVerdict::Refused { retry_after };
        }
        self.tries = self.tries.saturating_add(1);
        if rule.waits.is_some() {
            self.until = now + rule.window;
        }
        self.opens = match (self.tries.checked_sub(rule.tries), rule.waits) {
            (None, _) => Self::OPEN,
            (Some(_), None) => self.until,
            (Some(further), Some((first, longest))) => {
                let factor = 2_u32.checked_pow(further).unwrap_or(u32::MAX);
                now + first.saturating_mul(factor).min(longest)
            }
        };
        AttemptVerdict::Allowed
    }

    /// Takes back an attempt that turned out to be right. The next one need not wait.
    pub fn forgive(&mut self) {
        self.tries = self.tries.saturating_sub(1);
        self.opens = Self::OPEN;
    }
}

/// The maximum number of keys in [`AttemptCounts`]. If there are more, those with the fewest attempts are dropped.
const CAPACITY: usize = 65_536;

/// The counts of many keys in memory.
#[derive(Default)]
pub(crate) struct AttemptCounts(HashMap<String, AttemptCount>);

impl AttemptCounts {
    /// Counts an attempt under a key.
    pub(crate) fn attempt(&mut self, key: &str, rule: &AttemptRule, now: UnixTime) -> AttemptVerdict {
        if let Some(count) = self.0.get_mut(key) {
            return count.attempt(rule, now);
        }
        if self.0.len() >= CAPACITY {
            self.make_room(now);
        }
        self.0.entry(key.to_owned()).or_insert_with(|| AttemptCount::new(rule, now)).attempt(rule, now)
    }

    /// Takes back an attempt under a key.
    pub(crate) fn forgive(&mut self, key: &str) {
        if let Some(count) = self.0.get_mut(key) {
            count.forgive();
        }
    }

    /// Drops the counts that are forgotten, and returns their number.
    pub(crate) fn drop_expired(&mut self, now: UnixTime) -> u64 {
        let before = self.0.len();
        self.0.retain(|_, count| count.until > now);
        (before - self.0.len()) as u64
    }

    /// Drops the counts that are forgotten, then those with the fewest attempts, until a quarter is free. A flood of
    /// new keys thus costs little, and drops no key with many attempts.
    fn make_room(&mut self, now: UnixTime) {
        self.drop_expired(now);
        let mut threshold = 1;
        while self.0.len() > CAPACITY / 4 * 3 {
            self.0.retain(|_, count| count.tries > threshold);
            threshold = threshold.saturating_mul(2);
        }
    }
}

/// Returns the time from `now` until `then`; `None` if it is over.
fn time_until(then: UnixTime, now: UnixTime) -> Option<Duration> {
    let millis = u64::try_from(then.as_millis().saturating_sub(now.as_millis())).unwrap_or_default();
    (millis > 0).then(|| Duration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const MINUTE: Duration = Duration::from_secs(60);
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn refused(after: Duration) -> AttemptVerdict {
        AttemptVerdict::Refused { retry_after: after }
    }

    #[test]
    fn a_fixed_rule_waits_for_the_end_of_the_window() {
        let rule = AttemptRule::fixed(2, MINUTE);
        let mut count = AttemptCount::new(&rule, NOW);
        assert_eq!(count.attempt(&rule, NOW), AttemptVerdict::Allowed);
        assert_eq!(count.attempt(&rule, NOW + MINUTE / 4), AttemptVerdict::Allowed);
        assert_eq!(count.attempt(&rule, NOW + MINUTE / 2), refused(MINUTE / 2));
        assert_eq!(count.attempt(&rule, NOW + MINUTE), AttemptVerdict::Allowed);
        assert_eq!(count.tries, 1);
    }

    #[test]
    fn a_growing_rule_waits_twice_as_long_each_time_up_to_the_longest() {
        let rule = AttemptRule::growing(2, DAY, MINUTE, 5 * MINUTE);
        let mut count = AttemptCount::new(&rule, NOW);
        let mut now = NOW;
        assert_eq!(count.attempt(&rule, now), AttemptVerdict::Allowed);
        for minutes in [1, 2, 4, 5, 5] {
            assert_eq!(count.attempt(&rule, now), AttemptVerdict::Allowed);
            assert_eq!(count.attempt(&rule, now), refused(minutes * MINUTE));
            now = now + minutes * MINUTE;
        }
        now = now + DAY;
        assert_eq!(count.attempt(&rule, now), AttemptVerdict::Allowed);
        assert_eq!(count.tries, 1);
    }

    #[test]
    fn a_thousand_attempts_in_a_day_are_few_guesses() {
        let rule = AttemptRule::growing(20, DAY, MINUTE, 15 * MINUTE);
        let mut count = AttemptCount::new(&rule, NOW);
        let allowed = (0..24 * 60)
            .filter(|minute| count.attempt(&rule, NOW + *minute * MINUTE) == AttemptVerdict::Allowed);
        assert!(allowed.count() < 120);
    }

    #[test]
    fn a_clock_that_steps_does_not_unlock_and_does_not_lock_for_longer() {
        for rule in [AttemptRule::fixed(1, MINUTE), AttemptRule::growing(1, DAY, MINUTE, MINUTE)] {
            let mut count = AttemptCount::new(&rule, NOW);
            assert_eq!(count.attempt(&rule, NOW), AttemptVerdict::Allowed);
            assert_eq!(count.attempt(&rule, NOW - DAY), refused(MINUTE));
            assert_eq!(count.attempt(&rule, NOW - DAY + MINUTE / 2), refused(MINUTE / 2));
            assert_eq!(count.attempt(&rule, NOW - DAY + MINUTE), AttemptVerdict::Allowed);
            // A step forward is at most one more window, or one more attempt.
            let later = NOW + DAY / 2;
            assert_eq!(count.attempt(&rule, later), AttemptVerdict::Allowed);
            assert!(matches!(count.attempt(&rule, later), AttemptVerdict::Refused { .. }));
        }
        let rule = AttemptRule::fixed(2, MINUTE);
        let mut count = AttemptCount::new(&rule, NOW);
        assert_eq!(count.attempt(&rule, NOW), AttemptVerdict::Allowed);
        assert_eq!(count.attempt(&rule, NOW - DAY), AttemptVerdict::Allowed);
        assert!(matches!(count.attempt(&rule, NOW - DAY), AttemptVerdict::Refused { .. }));
    }

    #[test]
    fn a_flood_of_keys_does_not_fill_the_memory_and_does_not_drop_what_is_refused() {
        let rule = AttemptRule::fixed(5, MINUTE);
        let mut counts = AttemptCounts::default();
        while counts.attempt("account", &rule, NOW) == AttemptVerdict::Allowed {}
        for number in 0..CAPACITY * 2 {
            counts.attempt(&number.to_string(), &rule, NOW);
        }
        assert!(counts.0.len() <= CAPACITY);
        assert_ne!(counts.attempt("account", &rule, NOW), AttemptVerdict::Allowed);
    }

    #[test]
    fn a_right_attempt_is_taken_back() {
        let rule = AttemptRule::growing(2, DAY, MINUTE, MINUTE);
        let mut count = AttemptCount::new(&rule, NOW);
        for _ in 0..10 {
            assert_eq!(count.attempt(&rule, NOW), AttemptVerdict::Allowed);
            count.forgive();
        }
        assert_eq!(count.tries, 0);
    }
}
