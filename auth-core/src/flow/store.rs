//! The database of a running application, and the deletion of its expired rows outside of requests.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
    time::Duration,
};

use super::error::AuthError;
use crate::{
    adapter::{Adapter, AdapterError, AnyAdapter},
    contract::UnixTime,
    timer,
};

/// The minimum time between two deletions of expired rows that sign-ins start.
const DELETION_INTERVAL: Duration = Duration::from_secs(60 * 60);
/// The number of rows of each kind that one call deletes.
const BATCH: u32 = 1_000;
/// The pause between two batches, for the requests that wait for the database in the meantime.
const PAUSE: Duration = Duration::from_millis(20);
/// The maximum number of batches that a sign-in starts. If rows are left, the next sign-in goes on with them.
const BATCHES: u32 = 500;

/// A configured database.
pub(crate) struct Store {
    pub(crate) adapter: AnyAdapter,
    /// `true` if sessions are rows of the database. Otherwise they are tokens, and it keeps only users and accounts.
    pub(crate) keeps_sessions: bool,
    /// `true` if the tokens of sessions are stored as hashes.
    pub(crate) hashes_sessions: bool,
    deletion: Arc<Deletion>,
}

/// The deletions of expired rows in this process.
#[derive(Default)]
struct Deletion {
    /// The time of the last deletion, in seconds.
    last: AtomicI64,
    is_running: AtomicBool,
}

impl Store {
    pub(crate) fn new(adapter: AnyAdapter, keeps_sessions: bool) -> Self {
        Self { adapter, keeps_sessions, hashes_sessions: false, deletion: Arc::default() }
    }

    /// Limits the time of every call to the database.
    pub(crate) fn with_timeout(self, timeout: Duration) -> Self {
        Self { adapter: self.adapter.with_timeout(timeout), ..self }
    }

    /// Sets whether the tokens of sessions are stored as hashes.
    pub(crate) fn with_hashes(self, hashes_sessions: bool) -> Self {
        Self { hashes_sessions, ..self }
    }

    /// Starts a task that deletes expired rows, at most once per [`DELETION_INTERVAL`]. A failure is logged and changes
    /// nothing. Without a tokio runtime, no row is deleted.
    pub(crate) fn start_deletion(&self, now: UnixTime) {
        if !self.deletion.is_due(now) {
            return;
        }
        let Ok(runtime) = tokio::runtime::Handle::try_current() else { return };
        let Some(turn) = Turn::take(&self.deletion) else { return };
        self.deletion.last.store(now.as_secs(), Ordering::Relaxed);
        let adapter = self.adapter.clone();
        runtime.spawn(async move {
            match turn.delete(&adapter, now, BATCHES).await {
                // Rows may be left.
                Ok((_, false)) => turn.0.last.store(0, Ordering::Relaxed),
                Ok((rows, true)) => tracing::debug!(target: "auth", rows, "expired rows were deleted"),
                Err(error) => AuthError::from(error).log(),
            }
        });
    }

    /// Deletes all expired rows, and returns their number. Returns 0 if this process already deletes them.
    ///
    /// # Errors
    /// Fails if the database fails. Batches that were deleted before stay deleted.
    pub(crate) async fn delete_expired(&self, now: UnixTime) -> Result<u64, AdapterError> {
        let Some(turn) = Turn::take(&self.deletion) else { return Ok(0) };
        self.deletion.last.store(now.as_secs(), Ordering::Relaxed);
        Ok(turn.delete(&self.adapter, now, u32::MAX).await?.0)
    }
}

impl Deletion {
    /// Returns `true` if the last deletion is long ago, or lies in the future, because the clock has stepped back.
    fn is_due(&self, now: UnixTime) -> bool {
        let last = UnixTime::from_secs(self.last.load(Ordering::Relaxed));
        now < last || last + DELETION_INTERVAL <= now
    }
}

/// The permission to delete, which one task of the process has at a time.
struct Turn(Arc<Deletion>);

impl Turn {
    fn take(deletion: &Arc<Deletion>) -> Option<Self> {
        let was_running = deletion.is_running.swap(true, Ordering::AcqRel);
        (!was_running).then(|| Self(deletion.clone()))
    }

    /// Deletes up to `batches` batches. Returns the number of deleted rows, and `true` if none is left.
    async fn delete(
        &self,
        adapter: &AnyAdapter,
        now: UnixTime,
        batches: u32,
    ) -> Result<(u64, bool), AdapterError> {
        let mut rows = 0;
        for _ in 0..batches {
            let batch = adapter.delete_expired_batch(now, BATCH).await?;
            rows += batch;
            if batch < BATCH.into() {
                return Ok((rows, true));
            }
            timer::sleep(PAUSE).await;
        }
        Ok((rows, false))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.is_running.store(false, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    #[test]
    fn a_deletion_is_due_once_an_hour_and_after_the_clock_has_stepped_back() {
        let deletion = Deletion::default();
        assert!(deletion.is_due(NOW));
        deletion.last.store(NOW.as_secs(), Ordering::Relaxed);
        assert!(!deletion.is_due(NOW) && !deletion.is_due(NOW + DELETION_INTERVAL / 2));
        assert!(deletion.is_due(NOW + DELETION_INTERVAL) && deletion.is_due(NOW - DELETION_INTERVAL));
    }

    #[test]
    fn one_task_deletes_at_a_time() {
        let deletion = Arc::default();
        let turn = Turn::take(&deletion);
        assert!(turn.is_some() && Turn::take(&deletion).is_none());
        drop(turn);
        assert!(Turn::take(&deletion).is_some());
    }
}
