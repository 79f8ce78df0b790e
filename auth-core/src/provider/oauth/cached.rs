//! A value from a provider: kept, refreshed when it is stale, and fetched once for concurrent callers.

use std::{
    sync::{Arc, RwLock},
    time::Duration,
};

use tokio::sync::Mutex;

use crate::contract::UnixTime;

/// The time for which a value is fresh.
const FRESH: Duration = Duration::from_secs(60 * 60);

/// The minimum time between two attempts to refresh a value, for all callers together.
const COOLDOWN: Duration = Duration::from_secs(10);

/// A cache of one value. It still returns a stale value while one caller fetches the next, and if that fails.
pub(crate) struct Cached<T> {
    entry: RwLock<Option<Entry<T>>>,
    fetching: Mutex<()>,
}

struct Entry<T> {
    value: Arc<T>,
    /// The time when the value was fetched, or when the last attempt failed.
    tried: UnixTime,
    stale_at: UnixTime,
}

impl<T> Cached<T> {
    pub(crate) fn new() -> Self {
        Self { entry: RwLock::new(None), fetching: Mutex::new(()) }
    }

    /// Returns the value if it has been fetched.
    pub(crate) fn peek(&self) -> Option<Arc<T>> {
        self.read(|entry| Arc::clone(&entry.value))
    }

    /// Returns the value, and fetches it if there is none yet or if it is stale.
    ///
    /// # Errors
    /// Fails if there is no value and it cannot be fetched.
    pub(crate) async fn get<E: std::fmt::Display>(
        &self,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        match self.read(|entry| (Arc::clone(&entry.value), now < entry.stale_at)) {
            Some((value, true)) => Ok(value),
            Some((stale, false)) => match self.fetching.try_lock() {
                Ok(_fetching) => Ok(self.refresh(now, fetch).await.unwrap_or(stale)),
                Err(_) => Ok(stale),
            },
            None => {
                let _fetching = self.fetching.lock().await;
                match self.peek() {
                    Some(value) => Ok(value),
                    None => fetch().await.map(|value| self.store(now, value)),
                }
            }
        }
    }

    /// Returns another value than `known`, for a caller that misses something in `known`. The value is
    /// fetched unless the last attempt was less than [`COOLDOWN`] ago.
    pub(crate) async fn renew<E: std::fmt::Display>(
        &self,
        known: &Arc<T>,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Option<Arc<T>> {
        let _fetching = self.fetching.lock().await;
        let (current, may_try) =
            self.read(|entry| (Arc::clone(&entry.value), entry.tried + COOLDOWN <= now))?;
        if !Arc::ptr_eq(&current, known) {
            return Some(current);
        }
        if may_try { self.refresh(now, fetch).await } else { None }
    }

    async fn refresh<E: std::fmt::Display>(
        &self,
        now: UnixTime,
        fetch: impl AsyncFnOnce() -> Result<T, E>,
    ) -> Option<Arc<T>> {
        match fetch().await {
            Ok(value) => Some(self.store(now, value)),
            Err(error) => {
                tracing::warn!(
                    target: "auth", %error,
                    "the metadata or the keys of a provider could not be refreshed"
                );
                if let Some(entry) = self.entry.write().unwrap_or_else(|error| error.into_inner()).as_mut() {
                    (entry.tried, entry.stale_at) = (now, now + COOLDOWN);
                }
                None
            }
        }
    }

    fn read<R>(&self, read: impl FnOnce(&Entry<T>) -> R) -> Option<R> {
        self.entry.read().unwrap_or_else(|error| error.into_inner()).as_ref().map(read)
    }

    fn store(&self, now: UnixTime, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let entry = Entry { value: Arc::clone(&value), tried: now, stale_at: now + FRESH };
        *self.entry.write().unwrap_or_else(|error| error.into_inner()) = Some(entry);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::block_on;

    const NOW: UnixTime = UnixTime::from_secs(1_700_000_000);

    fn get(cached: &Cached<u8>, now: UnixTime, answer: Result<u8, &'static str>) -> Result<u8, &'static str> {
        block_on(cached.get(now, async || answer)).map(|value| *value)
    }

    #[test]
    fn a_fresh_value_is_kept_and_a_stale_one_outlives_failures() {
        let cached = Cached::new();
        assert_eq!(get(&cached, NOW, Err("down")), Err("down"));
        assert_eq!(get(&cached, NOW, Ok(1)), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH - Duration::from_secs(1), Ok(2)), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH, Err("down")), Ok(1));
        assert_eq!(get(&cached, NOW + FRESH, Ok(3)), Ok(1), "the next attempt waits");
        assert_eq!(get(&cached, NOW + FRESH + COOLDOWN, Ok(4)), Ok(4));
    }

    #[test]
    fn renewal_is_rate_limited() {
        let cached = Cached::new();
        let first = block_on(cached.get(NOW, async || Ok::<_, &str>(1))).unwrap();
        let renew = |known: &Arc<u8>, now| block_on(cached.renew(known, now, async || Ok::<_, &str>(2)));
        assert_eq!(renew(&first, NOW), None);
        let second = renew(&first, NOW + COOLDOWN).unwrap();
        assert_eq!(*second, 2);
        assert_eq!(renew(&first, NOW + COOLDOWN).as_deref(), Some(&2), "another caller has fetched it");
        assert_eq!(renew(&second, NOW + COOLDOWN), None);
    }

    #[test]
    fn concurrent_callers_fetch_once() {
        let cached = Cached::new();
        let fetches = std::sync::atomic::AtomicU32::new(0);
        let get = async || {
            let fetch = async || {
                fetches.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                yield_once().await;
                Ok::<_, &str>(7)
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
