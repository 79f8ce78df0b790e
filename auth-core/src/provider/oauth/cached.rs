//! A value from a provider: kept, refreshed when it is stale, and fetched once for concurrent callers. A failure is
//! remembered for a short time and shared by all who wait.

use std::{
    fmt::Display,
    sync::{Arc, PoisonError, RwLock, RwLockWriteGuard},
    time::{Duration, Instant},
};

use tokio::sync::Mutex;

use crate::contract::UnixTime;

/// The time for which a value is fresh.
const FRESH: Duration = Duration::from_secs(60 * 60);

/// The minimum time between two attempts to refresh a value, for all callers together.
const COOLDOWN: Duration = Duration::from_secs(10);

/// The time for which the first failure is remembered if there is no value yet. It doubles with every further failure.
const FIRST_PAUSE: Duration = Duration::from_secs(2);

/// The maximum time for which a failure is remembered.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A cache of one value. It still returns a stale value while one caller fetches the next, and if that fails.
pub(crate) struct Cached<T, E> {
    state: RwLock<State<T, E>>,
    fetching: Mutex<()>,
}

struct State<T, E> {
    entry: Option<Entry<T>>,
    /// The last failure, if there is no value yet.
    failure: Option<Failure<E>>,
}

struct Entry<T> {
    value: Arc<T>,
    /// The time when the value was fetched, or when the last attempt failed.
    tried: UnixTime,
    stale_at: UnixTime,
}

impl<T> Entry<T> {
    fn is_fresh(&self, now: UnixTime) -> bool {
        now < self.stale_at && !self.is_ahead(now)
    }

    fn may_be_tried(&self, now: UnixTime) -> bool {
        self.tried + COOLDOWN <= now || self.is_ahead(now)
    }

    /// Returns `true` if the last attempt was in the future, before the clock was set back.
    fn is_ahead(&self, now: UnixTime) -> bool {
        now + COOLDOWN < self.tried
    }
}

struct Failure<E> {
    error: Arc<E>,
    at: UnixTime,
    /// The number of failures in a row.
    count: u32,
}

impl<E> Failure<E> {
    /// Returns the time for which the failure is remembered.
    fn pause(&self) -> Duration {
        FIRST_PAUSE.saturating_mul(1 << (self.count - 1).min(10)).min(LONGEST_PAUSE)
    }

    /// Returns `true` if the failure is recent. A clock that was set back prolongs it by its pause at most.
    fn is_recent(&self, now: UnixTime) -> bool {
        self.at < now + self.pause() && now < self.at + self.pause()
    }
}

impl<T, E: Display> Cached<T, E> {
    pub(crate) fn new() -> Self {
        Self { state: RwLock::new(State { entry: None, failure: None }), fetching: Mutex::new(()) }
    }

    /// Returns the value, and fetches it if there is none yet or if it is stale. Callers that wait for the first value
    /// share the failure of the one that fetches it, so that a provider that does not respond delays each of them only
    /// once. For a short time after a failure, nothing is fetched.
    ///
    /// # Errors
    /// Fails if there is no value and it cannot be fetched.
    pub(crate) async fn get(
        &self,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, Arc<E>> {
        match self.read(|entry| (Arc::clone(&entry.value), entry.is_fresh(now))) {
            Some((value, true)) => Ok(value),
            Some((stale, false)) => match self.fetching.try_lock() {
                Ok(_fetching) => Ok(self.refresh(now, fetch).await.unwrap_or(stale)),
                Err(_) => Ok(stale),
            },
            None => self.first(now, fetch).await,
        }
    }

    /// Fetches the first value, unless another caller has just done so or failed.
    async fn first(
        &self,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, Arc<E>> {
        let failures = || self.failure(|failure| failure.count).unwrap_or_default();
        if let Some(error) = self.recent_failure(now) {
            return Err(error);
        }
        let failures_before = failures();
        let _fetching = self.fetching.lock().await;
        if let Some(value) = self.read(|entry| Arc::clone(&entry.value)) {
            return Ok(value);
        }
        if failures() != failures_before
            && let Some(error) = self.failure(|failure| Arc::clone(&failure.error))
        {
            return Err(error);
        }
        let begin = Instant::now();
        match fetch().await {
            Ok(value) => Ok(self.store(now, value)),
            Err(error) => {
                let error = Arc::new(error);
                let count = failures().saturating_add(1);
                let failure = Failure { error: Arc::clone(&error), at: now + begin.elapsed(), count };
                self.write().failure = Some(failure);
                Err(error)
            }
        }
    }

    /// Returns another value than `known`, for a caller that misses something in `known`. The value is
    /// fetched unless the last attempt was less than [`COOLDOWN`] ago.
    pub(crate) async fn renew(
        &self,
        known: &Arc<T>,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Option<Arc<T>> {
        let _fetching = self.fetching.lock().await;
        let (current, may_try) = self.read(|entry| (Arc::clone(&entry.value), entry.may_be_tried(now)))?;
        if !Arc::ptr_eq(&current, known) {
            return Some(current);
        }
        if may_try { self.refresh(now, fetch).await } else { None }
    }

    async fn refresh(&self, now: UnixTime, fetch: impl AsyncFnOnce() -> Result<T, E>) -> Option<Arc<T>> {
        let begin = Instant::now();
        match fetch().await {
            Ok(value) => Some(self.store(now, value)),
            Err(error) => {
                tracing::warn!(
                    target: "auth", help = "metadata_not_refreshed", %error,
                    "the metadata or the keys of a provider could not be refreshed"
                );
                let failed = now + begin.elapsed();
                if let Some(entry) = &mut self.write().entry {
                    (entry.tried, entry.stale_at) = (failed, failed + COOLDOWN);
                }
                None
            }
        }
    }

    fn recent_failure(&self, now: UnixTime) -> Option<Arc<E>> {
        self.failure(|failure| failure.is_recent(now).then(|| Arc::clone(&failure.error))).flatten()
    }

    fn failure<R>(&self, read: impl FnOnce(&Failure<E>) -> R) -> Option<R> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).failure.as_ref().map(read)
    }

    fn read<R>(&self, read: impl FnOnce(&Entry<T>) -> R) -> Option<R> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).entry.as_ref().map(read)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State<T, E>> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn store(&self, now: UnixTime, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let entry = Entry { value: Arc::clone(&value), tried: now, stale_at: now + FRESH };
        *self.write() = State { entry: Some(entry), failure: None };
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::block_on;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    type Cache = Cached<u8, &'static str>;

    fn get(cached: &Cache, now: UnixTime, answer: Result<u8, &'static str>) -> Result<u8, &'static str> {
        block_on(cached.get(now, async || answer)).map(|value| *value).map_err(|error| *error)
    }

    #[test]
    fn a_fresh_value_is_kept_and_a_stale_one_outlives_failures() {
        let cached = Cached::new();
        assert_eq!(get(&cached, NOW, Ok(1)), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH - Duration::from_secs(1), Ok(2)), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH, Err("down")), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH, Ok(3)), Ok(1), "the next attempt waits");
        let later = NOW + FRESH + COOLDOWN + Duration::from_secs(1);
        assert_eq!(get(&cached, later, Ok(4)), Ok(4));
    }

    #[test]
    fn a_first_failure_is_remembered_for_a_growing_time() {
        let cached = Cached::new();
        let mut now = NOW;
        for pause in [2, 4, 8, 16, 30, 30] {
            assert_eq!(get(&cached, now, Err("down")), Err("down"));
            assert_eq!(get(&cached, now + Duration::from_secs(pause - 1), Ok(1)), Err("down"), "{pause}");
            now = now + Duration::from_secs(pause + 1);
        }
        assert_eq!(get(&cached, now, Ok(1)), Ok(1));
        assert_eq!(cached.failure(|failure| failure.count), None);
    }

    #[test]
    fn a_clock_that_is_set_back_prolongs_no_failure() {
        let cached = Cached::new();
        assert_eq!(get(&cached, NOW, Err("down")), Err("down"));
        assert_eq!(get(&cached, NOW - Duration::from_secs(3600), Ok(1)), Ok(1));
    }

    #[test]
    fn a_clock_that_is_set_back_keeps_no_value_longer_and_blocks_no_renewal() {
        let hour = Duration::from_secs(3600);
        let cached = Cache::new();
        let first = block_on(cached.get(NOW, async || Ok(1))).unwrap();
        let renewed = block_on(cached.renew(&first, NOW - hour, async || Ok(2)));
        assert_eq!(renewed.as_deref(), Some(&2));
        assert_eq!(get(&cached, NOW - hour, Ok(3)), Ok(2), "it is fresh");
        assert_eq!(get(&cached, NOW - hour - hour, Ok(3)), Ok(3));
        assert_eq!(get(&cached, NOW + hour, Ok(4)), Ok(4), "a step forward costs a request");
    }

    #[test]
    fn renewal_is_rate_limited() {
        let cached = Cache::new();
        let first = block_on(cached.get(NOW, async || Ok(1))).unwrap();
        let renew = |known: &Arc<u8>, now| block_on(cached.renew(known, now, async || Ok(2)));
        assert_eq!(renew(&first, NOW), None);
        let second = renew(&first, NOW + COOLDOWN).unwrap();
        assert_eq!(*second, 2);
        assert_eq!(renew(&first, NOW + COOLDOWN).as_deref(), Some(&2), "another caller has fetched it");
        assert_eq!(renew(&second, NOW + COOLDOWN), None);
    }

    #[test]
    fn waiting_callers_share_a_failure() {
        let cached = Cache::new();
        let fetches = std::sync::atomic::AtomicU32::new(0);
        let get = async || {
            let fetch = async || {
                fetches.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                yield_once().await;
                Err("timed out")
            };
            cached.get(NOW, fetch).await.map(|value| *value).map_err(|error| *error)
        };
        let (mut a, mut b, mut c) = (std::pin::pin!(get()), std::pin::pin!(get()), std::pin::pin!(get()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        for waiting in [&mut a, &mut b, &mut c] {
            assert!(waiting.as_mut().poll(&mut context).is_pending());
        }
        let failed = Err("timed out");
        assert_eq!((block_on(a), block_on(b), block_on(c)), (failed, failed, failed));
        assert_eq!(fetches.load(std::sync::atomic::Ordering::Relaxed), 1);
    }

    #[test]
    fn concurrent_callers_fetch_once() {
        let cached = Cache::new();
        let fetches = std::sync::atomic::AtomicU32::new(0);
        let get = async || {
            let fetch = async || {
                fetches.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                yield_once().await;
                Ok(7)
            };
            cached.get(NOW, fetch).await.map(|value| *value)
        };
        let (mut a, mut b) = (std::pin::pin!(get()), std::pin::pin!(get()));
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(a.as_mut().poll(&mut context).is_pending() && b.as_mut().poll(&mut context).is_pending());
        assert_eq!((block_on(a), block_on(b)), (Ok(7), Ok(7)));
        assert_eq!(fetches.load(std::sync::atomic::Ordering::Relaxed), 1);
    }

    async fn yield_once() {
        let mut waited = false;
        std::future::poll_fn(|_| {
            if std::mem::replace(&mut waited, true) {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await
    }
}
