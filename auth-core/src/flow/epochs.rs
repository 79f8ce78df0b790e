//! The epochs of users, as this process knows them. A token of an earlier epoch has been revoked.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use crate::{
    adapter::{Adapter, AdapterError},
    contract::{UnixTime, UserId},
};

/// Users that are known at the same time; when there are more, all are asked for anew.
const CAPACITY: usize = 65_536;

/// What is known of users' epochs, for a while.
pub(crate) struct Epochs {
    trust: Duration,
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Clone, Copy)]
struct Known {
    epoch: u64,
    asked: UnixTime,
}

impl Epochs {
    /// Nothing is known yet; what becomes known is believed for `trust`.
    pub(crate) fn new(trust: Duration) -> Self {
        Self { trust, known: Mutex::default() }
    }

    /// The epoch of a user: as it is known, or as the store says.
    ///
    /// # Errors
    /// When the store fails.
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

    fn fresh(&self, user: &str, now: UnixTime) -> Option<u64> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(user).filter(|known| now < known.asked + self.trust).map(|known| known.epoch)
    }

    /// Remembers an epoch, unless a later one is known: epochs do not go back.
    pub(crate) fn learn(&self, user: &str, epoch: u64, now: UnixTime) -> u64 {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY && !known.contains_key(user) {
            known.clear();
        }
        let entry = known.entry(user.to_owned()).or_insert(Known { epoch, asked: now });
        *entry = Known { epoch: entry.epoch.max(epoch), asked: now };
        entry.epoch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);
    const TRUST: Duration = Duration::from_secs(10);

    #[test]
    fn an_epoch_is_believed_for_a_while() {
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
