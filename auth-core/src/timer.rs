//! Deadlines and pauses on any runtime, or none: one thread wakes the futures whose time has come.

use std::{
    collections::BTreeMap,
    pin::{Pin, pin},
    sync::{
        Condvar, LazyLock, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, Waker},
    thread,
    time::{Duration, Instant},
};

/// Returns the result of a future; `None` if it is not ready after the time `limit`. The future is then dropped.
pub(crate) async fn timeout<T>(limit: Duration, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut sleep = Sleep::new(limit);
    std::future::poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(result) => Poll::Ready(Some(result)),
        Poll::Pending => Pin::new(&mut sleep).poll(cx).map(|()| None),
    })
    .await
}

/// Waits.
pub(crate) async fn sleep(time: Duration) {
    Sleep::new(time).await;
}

/// A point in time, and a number of its own.
type Key = (Instant, u64);

/// The futures that wait, and the thread that wakes them.
struct Queue {
    /// The futures, by the time at which they are woken.
    waiting: BTreeMap<Key, Waker>,
    /// The time at which the thread looks again by itself; `None` if it waits until it is notified. Most futures are ready long
    /// before their time, so it may be earlier than that of any future.
    looks_at: Option<Instant>,
}

static QUEUE: Mutex<Queue> = Mutex::new(Queue { waiting: BTreeMap::new(), looks_at: None });
/// Notified if a future waits for an earlier time than that at which the thread looks again.
static IS_EARLIER: Condvar = Condvar::new();
static NUMBER: AtomicU64 = AtomicU64::new(0);
/// `true` if the thread runs. It is started by the first future that has to wait.
static RUNS: LazyLock<bool> = LazyLock::new(|| {
    let thread = thread::Builder::new().name("auth-timer".to_owned()).spawn(run);
    if let Err(error) = &thread {
        tracing::error!(target: "auth", help = "no_timer", %error, "the thread of the timer cannot be started, so nothing times out");
    }
    thread.is_ok()
});

fn queue() -> MutexGuard<'static, Queue> {
    QUEUE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Wakes the futures whose time has come, for ever.
fn run() {
    let mut queue = queue();
    loop {
        let now = Instant::now();
        let later = queue.waiting.split_off(&(now, u64::MAX));
        let due = std::mem::replace(&mut queue.waiting, later);
        if !due.is_empty() {
            drop(queue);
            due.into_values().for_each(Waker::wake);
            queue = self::queue();
            continue;
        }
        queue.looks_at = queue.waiting.first_key_value().map(|((at, _), _)| *at);
        queue = match queue.looks_at {
            Some(at) => {
                let until = at.saturating_duration_since(now);
                IS_EARLIER.wait_timeout(queue, until).unwrap_or_else(PoisonError::into_inner).0
            }
            None => IS_EARLIER.wait(queue).unwrap_or_else(PoisonError::into_inner),
        };
    }
}

/// A future that is ready after some time. It costs nothing until it is polled.
struct Sleep {
    /// The end; `None` if it is too far away for the clock.
    end: Option<Instant>,
    key: Option<Key>,
}

impl Sleep {
    fn new(time: Duration) -> Self {
        Self { end: Instant::now().checked_add(time), key: None }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(end) = self.end else { return Poll::Pending };
        if end <= Instant::now() {
            return Poll::Ready(());
        }
        if !*RUNS {
            return Poll::Pending;
        }
        let key = *self.key.get_or_insert_with(|| (end, NUMBER.fetch_add(1, Ordering::Relaxed)));
        let mut queue = queue();
        queue.waiting.insert(key, cx.waker().clone());
        // Waking the thread costs more than the call that waits, such as a query.
        if queue.looks_at.is_none_or(|at| end < at) {
            queue.looks_at = Some(end);
            IS_EARLIER.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            queue().waiting.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHORT: Duration = Duration::from_millis(20);
    const LONG: Duration = Duration::from_secs(60);

    /// Runs a future without a runtime.
    fn block_on<T>(future: impl Future<Output = T>) -> T {
        struct Unpark(thread::Thread);
        impl std::task::Wake for Unpark {
            fn wake(self: std::sync::Arc<Self>) {
                self.0.unpark();
            }
        }
        let waker = Waker::from(std::sync::Arc::new(Unpark(thread::current())));
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(result) => return result,
                Poll::Pending => thread::park(),
            }
        }
    }

    #[test]
    fn a_future_that_hangs_is_dropped_without_a_runtime() {
        struct Dropped<'d>(&'d mut bool);
        impl Drop for Dropped<'_> {
            fn drop(&mut self) {
                *self.0 = true;
            }
        }
        let mut is_dropped = false;
        let guard = Dropped(&mut is_dropped);
        let hanging = async move {
            let _guard = guard;
            std::future::pending::<()>().await;
        };
        let begin = Instant::now();
        assert_eq!(block_on(timeout(SHORT, hanging)), None);
        assert!(begin.elapsed() >= SHORT && is_dropped);
    }

    #[test]
    fn an_earlier_end_is_not_kept_waiting_by_a_later_one() {
        let later = thread::spawn(|| block_on(timeout(4 * SHORT, std::future::pending::<()>())));
        let results: Vec<_> = (0..20)
            .map(|_| thread::spawn(|| block_on(timeout(SHORT, std::future::pending::<()>()))))
            .map(|thread| thread.join().unwrap())
            .collect();
        assert!(results.iter().all(Option::is_none));
        assert_eq!(later.join().unwrap(), None);
    }

    #[test]
    fn a_result_in_time_leaves_nothing_behind() {
        assert_eq!(block_on(timeout(LONG, async { 1 })), Some(1));
        assert_eq!(
            block_on(timeout(LONG, async {
                sleep(SHORT).await;
                2
            })),
            Some(2)
        );
        assert_eq!(block_on(timeout(Duration::MAX, sleep(SHORT))), Some(()));
        let far = Instant::now() + LONG / 2;
        assert!(queue().waiting.keys().all(|(at, _)| *at < far));
    }
}
