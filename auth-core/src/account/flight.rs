//! One refresh at a time for each account, and a pause after one that has failed.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{Mutex as AsyncMutex, MutexGuard};

use crate::UnixTime;

/// The accounts of one provider whose tokens are being refreshed in this process.
#[derive(Default)]
pub(crate) struct Flights {
    accounts: Mutex<HashMap<String, Flight>>,
}

/// The refresh of one account. Inside is until when not to try again.
type Flight = Arc<AsyncMutex<Option<UnixTime>>>;

impl Flights {
    /// Runs a task of an account when all earlier ones of the same account have ended.
    pub(crate) async fn one_by_one<T>(
        &self,
        account: &str,
        task: impl AsyncFnOnce(MutexGuard<'_, Option<UnixTime>>) -> T,
    ) -> T {
        let flight = Flight::clone(self.lock().entry(account.to_owned()).or_default());
        let outcome = task(flight.lock().await).await;
        self.land(account, flight);
        outcome
    }

    /// Forgets an account for which nobody waits, unless there is a pause to be kept.
    fn land(&self, account: &str, flight: Flight) {
        let mut accounts = self.lock();
        let is_last = Arc::strong_count(&flight) == 2;
        if is_last && flight.try_lock().is_ok_and(|pause| pause.is_none()) {
            accounts.remove(account);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Flight>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_of_an_account_run_one_by_one_and_leave_nothing_behind() {
        let flights = Arc::new(Flights::default());
        let running = Arc::new(AsyncMutex::new(()));
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (flights, running) = (Arc::clone(&flights), Arc::clone(&running));
                tokio::spawn(async move {
                    let alone = async |_| {
                        let alone = running.try_lock();
                        tokio::task::yield_now().await;
                        alone.is_ok()
                    };
                    flights.one_by_one("ada", alone).await
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await.unwrap());
        }
        assert!(flights.lock().is_empty());
    }

    #[tokio::test]
    async fn a_pause_is_remembered() {
        let (flights, later) = (Flights::default(), UnixTime::from_secs(1));
        flights.one_by_one("ada", async |mut pause| *pause = Some(later)).await;
        assert_eq!(flights.one_by_one("ada", async |pause| *pause).await, Some(later));
        assert_eq!(flights.one_by_one("bob", async |pause| *pause).await, None);
        flights.one_by_one("ada", async |mut pause| *pause = None).await;
        assert!(flights.lock().is_empty());
    }
}
