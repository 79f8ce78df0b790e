//! The gate in front of slow work: a few hashes at a time, on the threads for blocking work, and an end to waiting.

use std::{sync::Arc, time::Duration};

use tokio::{runtime::Handle, sync::Semaphore};

use super::error::PasswordError;
use crate::timer;

/// The number of hashes that run at a time. Each takes its memory only while it runs.
pub(crate) struct Gate {
    permits: Arc<Semaphore>,
    patience: Duration,
}

impl Gate {
    /// Lets `width` hashes run at a time, and each wait for up to `patience`.
    pub(crate) fn new(width: usize, patience: Duration) -> Self {
        let width = width.clamp(1, Semaphore::MAX_PERMITS);
        Self { permits: Arc::new(Semaphore::new(width)), patience }
    }

    /// Runs work once there is room. The work keeps its room until it is done, even if the caller has gone away.
    ///
    /// # Errors
    /// Fails if there is no room for too long, or the work panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let permit = timer::timeout(self.patience, self.permits.clone().acquire_owned()).await;
        let Some(Ok(permit)) = permit else { return Err(PasswordError::Busy) };
        let work = move || {
            let _permit = permit;
            work()
        };
        match Handle::try_current() {
            Ok(runtime) => {
                runtime.spawn_blocking(work).await.map_err(|error| PasswordError::Failed(error.into()))
            }
            // Without a tokio runtime there are no threads for blocking work.
            Err(_) => Ok(work()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    };

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_hundred_at_once_run_a_few_at_a_time() {
        let gate = Arc::new(Gate::new(2, Duration::from_secs(60)));
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let all = (0..100).map(|_| {
            let (gate, running, most) = (gate.clone(), running.clone(), most.clone());
            tokio::spawn(async move {
                gate.run(move || {
                    most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    thread::sleep(Duration::from_micros(200));
                    running.fetch_sub(1, Ordering::SeqCst);
                })
                .await
                .is_ok()
            })
        });
        for one in all.collect::<Vec<_>>() {
            assert!(one.await.unwrap());
        }
        assert_eq!(most.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn waiting_has_an_end_and_a_panic_is_an_error() {
        let gate = Gate::new(1, Duration::from_millis(1));
        let room = gate.permits.clone().acquire_owned().await.unwrap();
        assert!(matches!(gate.run(|| ()).await, Err(PasswordError::Busy)));
        drop(room);
        assert!(matches!(gate.run(|| -> () { panic!("in a hash") }).await, Err(PasswordError::Failed(_))));
        assert!(gate.run(|| ()).await.is_ok());
    }
}
