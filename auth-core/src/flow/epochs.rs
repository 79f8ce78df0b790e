//! The epochs of users, and a cache of what the database knows about session tokens.
//!
//! An epoch is a time in microseconds. A database that has lost its epochs therefore gets later ones, and tokens from
//! before the loss stay revoked. It does not exceed 2^53 before the year 2255, so JavaScript reads it exactly.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use crate::{
    adapter::{Adapter, AdapterError, TokenStatus},
    contract::{Clock, StoredId, UnixTime},
    random::{self, Random},
};

/// The maximum number of cached sessions. When it is exceeded, the cache is emptied.
const CAPACITY: usize = 65_536;

/// Returns the epoch of a point in time. The microseconds are random, so that two epochs of the same millisecond differ.
pub(crate) fn at(now: UnixTime, random: &dyn Random) -> u64 {
    let millis = u64::try_from(now.as_millis()).unwrap_or_default();
    millis.saturating_mul(1000) + u64::from(u16::from_le_bytes(random::bytes(random)) % 1000)
}

/// A cache of the status of tokens.
pub(crate) struct Epochs {
    /// The time for which a cached status is used.
    trust: Duration,
    /// By the ID of the user and the marker of the session.
    known: Mutex<HashMap<(String, String), Known>>,
    /// The number of times that entries were removed because they are out of date.
    changes: AtomicU64,
}

/// A cached status, and the time at which it was read.
#[derive(Clone, Copy)]
struct Known {
    status: TokenStatus,
    read: Reading,
}

/// A reading of both clocks. The wall clock may step, and the monotonic clock may stand still while the machine sleeps, so
/// a status is used only if it is recent by both.
#[derive(Clone, Copy)]
struct Reading {
    wall: UnixTime,
    monotonic: Duration,
}

impl Reading {
    fn of(clock: &dyn Clock) -> Self {
        Self { wall: clock.now(), monotonic: clock.monotonic() }
    }

    /// Returns `true` if less than `span` has passed from this reading to another one.
    fn is_within(&self, span: Duration, now: &Self) -> bool {
        let passed = now.monotonic.checked_sub(self.monotonic);
        passed.is_some_and(|passed| passed < span) && self.wall <= now.wall && now.wall < self.wall + span
    }
}

impl Epochs {
    /// Creates an empty cache whose entries are used for the time `trust`.
    pub(crate) fn new(trust: Duration) -> Self {
        Self { trust, known: Mutex::default(), changes: AtomicU64::new(0) }
    }

    /// Returns the time for which a cached status is used.
    pub(crate) fn trust(&self) -> Duration {
        self.trust
    }

    /// Returns the status of a token, from the cache or the database.
    ///
    /// # Errors
    /// Fails if the database fails.
    pub(crate) async fn status(
        &self,
        adapter: &impl Adapter,
        user: &str,
        marker: &str,
        clock: &dyn Clock,
    ) -> Result<TokenStatus, AdapterError> {
        let (key, read) = ((user.to_owned(), marker.to_owned()), Reading::of(clock));
        if let Some(status) = self.fresh(&key, &read) {
            return Ok(status);
        }
        let changes = self.changes();
        let status = adapter.token_status(&StoredId::from_store(user), marker).await?;
        self.learn(key, Known { status, read }, changes);
        Ok(status)
    }

    /// Returns a status that was read recently.
    fn fresh(&self, key: &(String, String), now: &Reading) -> Option<TokenStatus> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = |known: &&Known| known.read.is_within(self.trust, now);
        known.get(key).filter(is_fresh).map(|known| known.status)
    }

    /// Stores a status, unless an entry has become out of date since the read began.
    fn learn(&self, key: (String, String), status: Known, changes: u64) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.changes() != changes {
            return;
        }
        if known.len() >= CAPACITY && !known.contains_key(&key) {
            known.clear();
        }
        known.insert(key, status);
    }

    /// Removes the entries of the users and markers for which `is_gone` returns `true`. Call it after the database has
    /// been changed.
    pub(crate) fn forget(&self, is_gone: impl Fn(&str, &str) -> bool) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        self.changes.fetch_add(1, Ordering::SeqCst);
        known.retain(|(user, marker), _| !is_gone(user, marker));
    }

    fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const TRUST: Duration = Duration::from_secs(3600);

    fn key(user: &str) -> (String, String) {
        (user.to_owned(), "session:1".to_owned())
    }

    fn learn(epochs: &Epochs, user: &str, epoch: u64) {
        let status = TokenStatus::new(Some(epoch), false, true);
        epochs.learn(key(user), Known { status, read: at_start() }, epochs.changes());
    }

    fn epoch(epochs: &Epochs, user: &str, now: Reading) -> Option<u64> {
        epochs.fresh(&key(user), &now).and_then(|status| status.epoch)
    }

    fn at_start() -> Reading {
        Reading { wall: NOW, monotonic: Duration::ZERO }
    }

    fn after(passed: Duration) -> Reading {
        Reading { wall: NOW + passed, monotonic: passed }
    }

    #[test]
    fn a_status_is_cached_for_a_while() {
        let epochs = Epochs::new(TRUST);
        assert_eq!(epoch(&epochs, "1", at_start()), None);
        learn(&epochs, "1", 3);
        assert_eq!(epoch(&epochs, "1", after(TRUST / 2)), Some(3));
        assert_eq!(epoch(&epochs, "2", at_start()), None);
        assert_eq!(epoch(&epochs, "1", after(TRUST)), None);
    }

    #[test]
    fn a_clock_that_steps_or_stands_still_prolongs_nothing() {
        let epochs = Epochs::new(TRUST);
        learn(&epochs, "1", 3);
        let (before, later) = (TRUST / 2, TRUST);
        for (wall, monotonic) in
            [(NOW, later), (NOW - TRUST, before), (NOW - TRUST, later), (NOW + TRUST, before)]
        {
            assert_eq!(epoch(&epochs, "1", Reading { wall, monotonic }), None, "{wall:?} {monotonic:?}");
        }
    }

    #[test]
    fn a_status_read_before_a_change_is_not_stored() {
        let epochs = Epochs::new(TRUST);
        let before = epochs.changes();
        learn(&epochs, "1", 3);
        learn(&epochs, "2", 3);
        epochs.forget(|user, _| user == "1");
        assert_eq!((epoch(&epochs, "1", at_start()), epoch(&epochs, "2", at_start())), (None, Some(3)));
        let status = TokenStatus::new(Some(3), false, true);
        epochs.learn(key("1"), Known { status, read: at_start() }, before);
        assert_eq!(epoch(&epochs, "1", at_start()), None);
    }

    #[test]
    fn epochs_grow_with_time() {
        let (now, later) = (at(NOW, &SystemRandom), at(NOW + Duration::from_millis(1), &SystemRandom));
        assert!(1_700_000_000_000_000 <= now && now < later && later < 1 << 53);
    }
}
