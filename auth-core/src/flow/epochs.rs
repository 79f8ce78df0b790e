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
    time::{Duration, Instant},
};

use crate::{
    adapter::{Adapter, AdapterError, TokenStatus},
    contract::{StoredId, UnixTime},
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

/// A cached status, and the time at which it was read, by two clocks: the wall clock may step, and that of a test may
/// be the only one that moves.
#[derive(Clone, Copy)]
struct Known {
    status: TokenStatus,
    read_at: UnixTime,
    read: Instant,
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
        now: UnixTime,
    ) -> Result<TokenStatus, AdapterError> {
        let key = (user.to_owned(), marker.to_owned());
        if let Some(status) = self.fresh(&key, now) {
            return Ok(status);
        }
        let (changes, read) = (self.changes(), Instant::now());
        let status = adapter.token_status(&StoredId::from_store(user), marker).await?;
        self.learn(key, Known { status, read_at: now, read }, changes);
        Ok(status)
    }

    /// Returns a status that was read recently. A status that was read in the future, before the clock stepped back, is
    /// not used.
    fn fresh(&self, key: &(String, String), now: UnixTime) -> Option<TokenStatus> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = |known: &&Known| {
            known.read_at <= now && now < known.read_at + self.trust && known.read.elapsed() < self.trust
        };
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
        epochs.learn(key(user), Known { status, read_at: NOW, read: Instant::now() }, epochs.changes());
    }

    fn epoch(epochs: &Epochs, user: &str, now: UnixTime) -> Option<u64> {
        epochs.fresh(&key(user), now).and_then(|status| status.epoch)
    }

    #[test]
    fn a_status_is_cached_for_a_while() {
        let epochs = Epochs::new(TRUST);
        assert_eq!(epoch(&epochs, "1", NOW), None);
        learn(&epochs, "1", 3);
        assert_eq!(epoch(&epochs, "1", NOW + TRUST / 2), Some(3));
        assert_eq!(epoch(&epochs, "2", NOW), None);
        assert_eq!(epoch(&epochs, "1", NOW + TRUST), None);
        assert_eq!(epoch(&epochs, "1", NOW - TRUST), None, "the clock has stepped back");
    }

    #[test]
    fn the_wall_clock_alone_does_not_keep_a_status() {
        let epochs = Epochs::new(Duration::from_millis(1));
        learn(&epochs, "1", 3);
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(epoch(&epochs, "1", NOW), None);
    }

    #[test]
    fn a_status_read_before_a_change_is_not_stored() {
        let epochs = Epochs::new(TRUST);
        let before = epochs.changes();
        learn(&epochs, "1", 3);
        learn(&epochs, "2", 3);
        epochs.forget(|user, _| user == "1");
        assert_eq!((epoch(&epochs, "1", NOW), epoch(&epochs, "2", NOW)), (None, Some(3)));
        let status = TokenStatus::new(Some(3), false, true);
        epochs.learn(key("1"), Known { status, read_at: NOW, read: Instant::now() }, before);
        assert_eq!(epoch(&epochs, "1", NOW), None);
    }

    #[test]
    fn epochs_grow_with_time() {
        let (now, later) = (at(NOW, &SystemRandom), at(NOW + Duration::from_millis(1), &SystemRandom));
        assert!(1_700_000_000_000_000 <= now && now < later && later < 1 << 53);
    }
}
