//! The database of a running application, and the deletion of its expired rows.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use super::error::AuthError;
use crate::{
    adapter::{Adapter, AnyAdapter},
    contract::Clock,
};

/// The minimum time between two deletions of expired rows.
const DELETION_INTERVAL: Duration = Duration::from_secs(60 * 60);

/// A configured database.
pub(crate) struct Store {
    pub(crate) adapter: AnyAdapter,
    /// `true` if sessions are rows of the database. Otherwise they are tokens, and it keeps only users and accounts.
    pub(crate) keeps_sessions: bool,
    /// The time from which expired rows are deleted again, in milliseconds of the monotonic clock.
    next_deletion: AtomicI64,
}

impl Store {
    pub(crate) fn new(adapter: AnyAdapter, keeps_sessions: bool) -> Self {
        Self { adapter, keeps_sessions, next_deletion: AtomicI64::new(0) }
    }

    /// Deletes expired rows, at most once per [`DELETION_INTERVAL`]. A failure is logged and changes nothing.
    pub(crate) async fn delete_expired_rows(&self, clock: &dyn Clock) {
        let millis = |time: Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        let (due, passed) = (self.next_deletion.load(Ordering::Relaxed), clock.monotonic());
        let next = millis(passed + DELETION_INTERVAL);
        let claimed = || self.next_deletion.compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed);
        if millis(passed) < due || claimed().is_err() {
            return;
        }
        if let Err(error) = self.adapter.delete_expired(clock.now()).await {
            AuthError::from(error).log();
        }
    }
}
