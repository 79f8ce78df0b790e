//! The database of a running application: who is known, whose sessions it keeps, and keeping it tidy.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use super::error::AuthError;
use crate::{
    adapter::{Adapter, AnyAdapter},
    contract::UnixTime,
};

/// How often expired rows are removed, at most.
const TIDY_EVERY: Duration = Duration::from_secs(60 * 60);

/// A configured database.
pub(crate) struct Store {
    pub(crate) adapter: AnyAdapter,
    /// Whether sessions are rows in it. Otherwise they are tokens, and it holds users and accounts.
    pub(crate) keeps_sessions: bool,
    /// When expired rows were last removed, in seconds.
    tidied: AtomicI64,
}

impl Store {
    pub(crate) fn new(adapter: AnyAdapter, keeps_sessions: bool) -> Self {
        Self { adapter, keeps_sessions, tidied: AtomicI64::new(0) }
    }

    /// Removes expired rows, if it has not been done for a while. A failure is logged and changes nothing.
    pub(crate) async fn tidy(&self, now: UnixTime) {
        let last = self.tidied.load(Ordering::Relaxed);
        let due = UnixTime::from_secs(last) + TIDY_EVERY <= now;
        let claimed =
            || self.tidied.compare_exchange(last, now.as_secs(), Ordering::Relaxed, Ordering::Relaxed);
        if !due || claimed().is_err() {
            return;
        }
        if let Err(error) = self.adapter.delete_expired(now).await {
            AuthError::from(error).log();
        }
    }
}
