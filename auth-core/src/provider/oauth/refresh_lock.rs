//! Locks that allow one token refresh at a time for each account, and a pause after a failed one.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::sync::{Mutex as AsyncMutex, OwnedMutexGuard};

/// The locks for the accounts of one provider whose tokens are being refreshed in this process.
#[derive(Default)]
pub(crate) struct RefreshLocks {
    accounts: Mutex<HashMap<String, Arc<AsyncMutex<Pause>>>>,
}

/// The time of the monotonic clock until which no refresh is attempted; `None` if there is no pause.
type Pause = Option<Duration>;

/// The lock of one account. It is released when this value is dropped.
pub(crate) struct RefreshLock<'l> {
    locks: &'l RefreshLocks,
    account: &'l str,
    pub(crate) pause: OwnedMutexGuard<Pause>,
}

impl RefreshLocks {
    /// Waits until no other task refreshes the tokens of the account.
    pub(crate) async fn acquire<'l>(&'l self, account: &'l str) -> RefreshLock<'l> {
        let lock = Arc::clone(self.accounts().entry(account.to_owned()).or_default());
        RefreshLock { locks: self, account, pause: lock.lock_owned().await }
    }

    fn accounts(&self) -> MutexGuard<'_, HashMap<String, Arc<AsyncMutex<Pause>>>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Removes the account unless another task waits for its lock, or there is a pause to keep.
impl Drop for RefreshLock<'_> {
    fn drop(&mut self) {
        // A waiting task holds a clone, which it took while the map was locked.
        let mut accounts = self.locks.accounts();
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
    async fn a_lock_is_exclusive_and_removed_after_use() {
        let (locks, running) = (Arc::new(RefreshLocks::default()), Arc::new(AsyncMutex::new(())));
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (locks, running) = (Arc::clone(&locks), Arc::clone(&running));
            tasks.spawn(async move {
                let _lock = locks.acquire("ada").await;
                let alone = running.try_lock();
                tokio::task::yield_now().await;
                alone.is_ok()
            });
        }
        assert!(tasks.join_all().await.into_iter().all(|alone| alone));
        assert!(locks.accounts().is_empty());
    }

    #[tokio::test]
    async fn a_pause_is_kept_for_its_account() {
        let (locks, later) = (RefreshLocks::default(), Some(Duration::from_secs(1)));
        *locks.acquire("ada").await.pause = later;
        assert_eq!(*locks.acquire("bob").await.pause, None);
        let mut lock = locks.acquire("ada").await;
        assert_eq!(*lock.pause, later);
        *lock.pause = None;
        drop(lock);
        assert!(locks.accounts().is_empty());
    }
}
