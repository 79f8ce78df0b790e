//! A cache of users' epochs. A token of an earlier epoch is revoked.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    adapter::{Adapter, AdapterError},
    contract::{UnixTime, UserId},
};

/// The maximum number of cached users. When it is exceeded, the cache is emptied.
const CAPACITY: usize = 65_536;

/// A cache of users' epochs.
pub(crate) struct Epochs {
    /// The time for which a cached epoch is used.
    trust: Duration,
    known: Mutex<HashMap<String, Known>>,
}

/// A cached epoch, and the time at which it was read.
#[derive(Clone, Copy)]
struct Known {
    epoch: u64,
    read_at: UnixTime,
}

impl Epochs {
    /// Creates an empty cache whose entries are used for the time `trust`.
    pub(crate) fn new(trust: Duration) -> Self {
        Self { trust, known: Mutex::default() }
    }

    /// Returns the epoch of a user, from the cache or the database.
    ///
    /// # Errors
    /// Fails if the database fails.
    pub(crate) async fn of(
        &self,
        adapter: &impl Adapter,
        user: &str,
        now: UnixTime,
    ) -> Result<u64, AdapterError> {
        if let Some(epoch) = self.fresh(user, now) {
            return Ok(epoch);
        }
        let epoch = adapter.epoch(&UserId::from(user)).await?;
        Ok(self.learn(user, epoch, now))
    }

    /// Returns the epoch of a user if it was read recently.
    fn fresh(&self, user: &str, now: UnixTime) -> Option<u64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(user).filter(|known| now < known.read_at + self.trust).map(|known| known.epoch)
    }

    /// Stores an epoch that was read. Returns the later one of it and the cached one: epochs do not decrease.
    pub(crate) fn learn(&self, user: &str, epoch: u64, now: UnixTime) -> u64 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY && !known.contains_key(user) {
            known.clear();
        }
        let entry = known.entry(user.to_owned()).or_insert(Known { epoch, read_at: now });
        *entry = Known { epoch: entry.epoch.max(epoch), read_at: now };
        entry.epoch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const TRUST: Duration = Duration::from_secs(10);

    #[test]
    fn an_epoch_is_cached_for_a_while() {
        let epochs = Epochs::new(TRUST);
        assert_eq!(epochs.fresh("1", NOW), None);
        assert_eq!(epochs.learn("1", 3, NOW), 3);
        assert_eq!(epochs.fresh("1", NOW + TRUST / 2), Some(3));
        assert_eq!(epochs.fresh("2", NOW), None);
        assert_eq!(epochs.fresh("1", NOW + TRUST), None);
    }

    #[test]
    fn epochs_do_not_go_back() {
        let epochs = Epochs::new(TRUST);
        epochs.learn("1", 3, NOW);
        assert_eq!(epochs.learn("1", 2, NOW), 3);
    }
}
