//! CPU time of two servers in one process, in rounds by turns.
//!
//! Each round serves one batch of each, in the order A B or B A by turns, so that a slow moment of the machine hits both.
//! The result is the median of the ratios of the rounds.

use std::{future::Future, pin::Pin, time::Duration};

use rustix::time::{ClockId, clock_gettime};

use crate::record::Ratio;

/// The clock that counts.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    /// The CPU time of this thread, in which everything runs.
    Thread,
    /// The CPU time of all threads, for database drivers with threads of their own.
    Process,
}

impl Clock {
    pub(crate) fn now(self) -> Duration {
        let time = clock_gettime(match self {
            Self::Thread => ClockId::ThreadCPUTime,
            Self::Process => ClockId::ProcessCPUTime,
        });
        Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
    }
}

/// One operation, such as a request, which checks its own result.
pub(crate) type Operation = Box<dyn FnMut() -> Pin<Box<dyn Future<Output = ()>>>>;

/// A case: ours, and the same by hand.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    /// The largest ratio that this project allows itself.
    pub(crate) goal: f64,
    pub(crate) clock: Clock,
    /// The number of operations in a batch.
    pub(crate) batch: u32,
    pub(crate) ours: Operation,
    pub(crate) by_hand: Operation,
}

impl Case {
    /// Runs the rounds.
    pub(crate) async fn run(&mut self, rounds: u32) -> Ratio {
        let (batch, clock) = (self.batch, self.clock);
        run(&mut self.ours, batch, clock).await;
        run(&mut self.by_hand, batch, clock).await;
        let (mut ours, mut by_hand, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..rounds {
            let (a, b);
            if round % 2 == 0 {
                a = run(&mut self.ours, batch, clock).await;
                b = run(&mut self.by_hand, batch, clock).await;
            } else {
                b = run(&mut self.by_hand, batch, clock).await;
                a = run(&mut self.ours, batch, clock).await;
            }
            ours.push(a);
            by_hand.push(b);
            ratios.push(a / b);
        }
        Ratio {
            ours: quantile(&mut ours, 2),
            by_hand: quantile(&mut by_hand, 2),
            low: quantile(&mut ratios, 1),
            high: quantile(&mut ratios, 3),
            ratio: quantile(&mut ratios, 2),
            goal: self.goal,
        }
    }
}

async fn run(operation: &mut Operation, batch: u32, clock: Clock) -> f64 {
    let begin = clock.now();
    for _ in 0..batch {
        operation().await;
    }
    (clock.now() - begin).as_secs_f64() * 1e6 / f64::from(batch)
}

/// Returns the first, second or third quartile.
fn quantile(values: &mut [f64], quarter: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() - 1) * quarter / 4]
}
