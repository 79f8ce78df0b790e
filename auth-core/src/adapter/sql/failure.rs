//! Errors of the drivers, converted into errors without stored values, and the repetition of attempts that have lost a
//! race.

use std::time::{Duration, Instant};

use tokio::sync::{Mutex, MutexGuard};

use super::fault::{Class, Code, Fault};
use crate::{
    adapter::{AdapterError, Conflict},
    random::{self, SystemRandom},
    timer,
};

/// The failure of one attempt at an operation.
pub(crate) enum Failure {
    /// A final error of the operation.
    Final(AdapterError),
    /// An error of the driver.
    Database(sqlx::Error),
}

/// The result of an attempt.
pub(crate) type Attempt<T> = Result<T, Failure>;

impl From<AdapterError> for Failure {
    fn from(error: AdapterError) -> Self {
        Self::Final(error)
    }
}

impl From<Conflict> for Failure {
    fn from(conflict: Conflict) -> Self {
        Self::Final(conflict.into())
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

impl From<Failure> for AdapterError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Final(error) => error,
            Failure::Database(error) => adapter_error(error),
        }
    }
}

impl Failure {
    /// Converts a violation of a unique index into this conflict.
    pub(crate) fn or_conflict(self, conflict: Conflict) -> Self {
        match self {
            Self::Database(sqlx::Error::Database(error)) if error.is_unique_violation() => conflict.into(),
            other => other,
        }
    }

    /// Returns `true` if the database has aborted the transaction in favour of another one, as in a deadlock.
    pub(crate) fn lost_a_race(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        Code::of(&**error).class() == Class::LostRace
    }
}

/// The pauses between attempts at an operation: random, so that the losers of one race do not meet again, and longer
/// each time. An operation that has lost several races then waits for its turn: of these, one runs at a time, so that a
/// crowd does not keep all of its members from winning.
pub(crate) struct Pauses {
    begin: Instant,
    made: u32,
    /// `true` if the operation may wait for its turn. A query that is part of another operation must not, because that
    /// may have the turn.
    takes_turns: bool,
    turn: Option<MutexGuard<'static, ()>>,
}

/// The turn to repeat an operation, which one operation of this process has at a time.
static TURN: Mutex<()> = Mutex::const_new(());

impl Pauses {
    /// The maximum number of pauses. Usually, the time is over before.
    const MOST: u32 = 250;
    /// The number of lost races after which an operation waits for its turn.
    const PATIENCE: u32 = 4;
    /// The time after which no further attempt begins. It is shorter than the default time-out of a store.
    const LONGEST: Duration = Duration::from_secs(4);

    pub(crate) fn new() -> Self {
        Self { begin: Instant::now(), made: 0, takes_turns: true, turn: None }
    }

    /// Returns the pauses of a query that may be part of another operation.
    pub(crate) fn of_query() -> Self {
        Self { takes_turns: false, ..Self::new() }
    }

    /// Waits before the next attempt. Returns `false` if there were enough.
    pub(crate) async fn next(&mut self) -> bool {
        self.made += 1;
        if self.takes_turns && self.turn.is_none() && self.made > Self::PATIENCE {
            self.turn = timer::timeout(self.left(), TURN.lock()).await;
        } else {
            let attempt = if self.turn.is_some() { self.made.min(Self::PATIENCE) } else { self.made };
            timer::sleep(Self::pause(attempt, random::bytes(&SystemRandom)).min(self.left())).await;
        }
        self.made <= Self::MOST && !self.left().is_zero()
    }

    fn left(&self) -> Duration {
        Self::LONGEST.saturating_sub(self.begin.elapsed())
    }

    /// Returns a pause: a random part of a time that doubles with each attempt, from 4 ms to 256 ms.
    fn pause(attempt: u32, random: [u8; 2]) -> Duration {
        let longest = Duration::from_millis(2 << attempt.min(7));
        longest * (u32::from(u16::from_le_bytes(random)) + 1) / 0x1_0000
    }
}

/// Repeats an attempt that has lost a race, after a pause. A failed attempt has left nothing behind.
macro_rules! repeated {
    ($attempt:expr) => {
        $crate::adapter::sql::failure::repeated!(
            $attempt,
            $crate::adapter::sql::failure::Failure::lost_a_race
        )
    };
    ($attempt:expr, $is_repeatable:expr) => {
        $crate::adapter::sql::failure::repeated!(
            $attempt,
            $is_repeatable,
            $crate::adapter::sql::failure::Pauses::new()
        )
    };
    ($attempt:expr, $is_repeatable:expr, $pauses:expr) => {{
        let mut pauses = $pauses;
        loop {
            match $attempt.await {
                Err(failure) if $is_repeatable(&failure) && pauses.next().await => {}
                result => break result.map_err(crate::adapter::AdapterError::from),
            }
        }
    }};
}
pub(crate) use repeated;

/// Converts an error of a driver, without the values that its message may quote.
pub(crate) fn adapter_error(error: sqlx::Error) -> AdapterError {
    match error {
        sqlx::Error::Database(error) => {
            let fault = Fault::of(&*error);
            match fault.code.class() {
                Class::LostRace | Class::Unavailable => AdapterError::Unavailable(fault.into()),
                Class::Rejected => AdapterError::Rejected(fault.into()),
            }
        }
        error @ (sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::Protocol(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed) => AdapterError::Unavailable(error.into()),
        error => AdapterError::Rejected(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_random_and_grow() {
        let millis = |attempt, random| Pauses::pause(attempt, random).as_millis();
        assert_eq!([1, 2, 7, 8, 31].map(|attempt| millis(attempt, [255, 255])), [4, 8, 256, 256, 256]);
        assert!(millis(7, [0, 0]) == 0 && millis(7, [0, 128]) == 128);
    }

    #[tokio::test]
    async fn an_attempt_that_never_wins_ends() {
        let mut pauses = Pauses { made: Pauses::MOST - 1, ..Pauses::of_query() };
        assert!(pauses.next().await && !pauses.next().await);
        let Some(begin) = Instant::now().checked_sub(Pauses::LONGEST) else { return };
        assert!(!Pauses { begin, ..Pauses::new() }.next().await);
    }

    #[tokio::test]
    async fn who_loses_often_waits_for_a_turn() {
        let mut first = Pauses { made: Pauses::PATIENCE, ..Pauses::new() };
        assert!(first.next().await && first.turn.is_some() && first.next().await);
        let Some(begin) = Instant::now().checked_sub(Pauses::LONGEST - Duration::from_millis(50)) else {
            return;
        };
        let mut second = Pauses { begin, made: Pauses::PATIENCE, ..Pauses::new() };
        assert!(!second.next().await && second.turn.is_none());
        drop(first);
        let mut third = Pauses { made: Pauses::PATIENCE, ..Pauses::new() };
        assert!(third.next().await && third.turn.is_some());
    }
}
