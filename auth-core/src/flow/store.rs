//! The database of a running application, and the deletion of its expired rows.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use super::error::AuthError;
use crate::{
    adapter::{Adapter, AnyAdapter},
    contract::UnixTime,
};

/// The minimum time between two deletions of expired rows.
const DELETION_INTERVAL: Duration = Duration::from_secs(60 * 60);

/// A configured database.
pub(crate) struct Store {
    pub(crate) adapter: AnyAdapter,
    /// `true` if sessions are rows of the database. Otherwise they are tokens, and it keeps only users and accounts.
    pub(crate) keeps_sessions: bool,
    /// The time of the last deletion of expired rows, in seconds.
    last_deletion: AtomicI64,
}

impl Store {
    pub(crate) fn new(adapter: AnyAdapter, keeps_sessions: bool) -> Self {
        Self { adapter, keeps_sessions, last_deletion: AtomicI64::new(0) }
    }

    /// Deletes expired rows, at most once per [`DELETION_INTERVAL`]. A failure is logged and changes nothing.
    pub(crate) async fn delete_expired_rows(&self, now: UnixTime) {
        let last = self.last_deletion.load(Ordering::Relaxed);
        let due = UnixTime::from_secs(last) + DELETION_INTERVAL <= now;
        let claimed =
            || self.last_deletion.compare_exchange(last, now.as_secs(), Ordering::Relaxed, Ordering::Relaxed);
        if !due || claimed().is_err() {
            return;
        }
        if let Err(error) = self.adapter.delete_expired(now).await {
            AuthError::from(error).log();
        }
    }
}
