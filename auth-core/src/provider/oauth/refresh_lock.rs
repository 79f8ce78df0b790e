//! One refresh at a time for each account, and a pause after one that has failed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

use crate::contract::UnixTime;

/// The accounts of one provider whose tokens are being refreshed in this process.
#[derive(Default)]
pub(crate) struct RefreshLocks {
    accounts: Mutex<HashMap<String, Arc<AsyncMutex<Pause>>>>,
}

/// Until when the provider is not to be asked.
type Pause = Option<UnixTime>;

/// The turn of whoever refreshes the tokens of an account; it ends with this value.
pub(crate) struct RefreshLock<'f> {
    refresh_locks: &'f RefreshLocks,
    account: &'f str,
    pub(crate) pause: OwnedMutexGuard<Pause>,
}

impl RefreshLocks {
    /// Waits for one's turn.
    pub(crate) async fn acquire<'f>(&'f self, account: &'f str) -> RefreshLock<'f> {
        let turn = Arc::clone(self.lock().entry(account.to_owned()).or_default());
        RefreshLock { refresh_locks: self, account, pause: turn.lock_owned().await }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<AsyncMutex<Pause>>>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An account is forgotten for which nobody waits, unless there is a pause to be kept.
impl Drop for RefreshLock<'_> {
    fn drop(&mut self) {
        // Who waits has taken a clone under the lock of the map.
        let mut accounts = self.refresh_locks.lock();
        let is_last = Arc::strong_count(OwnedMutexGuard::mutex(&self.pause)) == 2;
        if is_last && self.pause.is_none() {
            accounts.remove(self.account);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn turns_come_one_after_the_other_and_leave_nothing_behind() {
        let (refresh_locks, running) = (Arc::new(RefreshLocks::default()), Arc::new(AsyncMutex::new(())));
        let mut turns = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (refresh_locks, running) = (Arc::clone(&refresh_locks), Arc::clone(&running));
            turns.spawn(async move {
                let _turn = refresh_locks.acquire("ada").await;
                let alone = running.try_lock();
                tokio::task::yield_now().await;
                alone.is_ok()
            });
        }
        assert!(turns.join_all().await.into_iter().all(|alone| alone));
        assert!(refresh_locks.lock().is_empty());
    }

    #[tokio::test]
    async fn a_pause_is_kept_for_its_account() {
        let (refresh_locks, later) = (RefreshLocks::default(), Some(UnixTime::from_secs(1)));
        *refresh_locks.acquire("ada").await.pause = later;
        assert_eq!(*refresh_locks.acquire("bob").await.pause, None);
        let mut turn = refresh_locks.acquire("ada").await;
        assert_eq!(*turn.pause, later);
        *turn.pause = None;
        drop(turn);
        assert!(refresh_locks.lock().is_empty());
    }
}
