//! CPU time of two servers in one process, in rounds by turns.
//!
//! Each round serves one batch of each, in the order A B or B A by turns, so that a slow moment of the machine hits both.
//! The result is the median of the ratios of the rounds.

use std::{future::Future, pin::Pin, time::Duration};

use rustix::time::{ClockId, clock_gettime};

use crate::{http::Server, record::Ratio};

/// The clock that counts.
#[derive(Clone, Copy)]
pub(crate) enum Clock {
    /// The CPU time of this thread, in which everything runs.
    Thread,
    /// The CPU time of all threads, for database drivers with threads of their own.
    Process,
    /// The CPU time of two other processes, each of which serves one side.
    Servers { ours: u32, by_hand: u32 },
}

/// One of the two sides.
#[derive(Clone, Copy)]
pub(crate) enum Side {
    Ours,
    ByHand,
}

impl Clock {
    pub(crate) fn now(self, side: Side) -> Duration {
        let time = clock_gettime(match (self, side) {
            (Self::Thread, _) => ClockId::ThreadCPUTime,
            (Self::Process, _) => ClockId::ProcessCPUTime,
            (Self::Servers { ours: process, .. }, Side::Ours)
            | (Self::Servers { by_hand: process, .. }, Side::ByHand) => return Server::cpu_time(process),
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
    /// The number of requests, or pairs of them, in an operation.
    pub(crate) requests: u32,
    pub(crate) ours: Operation,
    pub(crate) by_hand: Operation,
}

impl Case {
    /// Runs the rounds.
    pub(crate) async fn run(&mut self, rounds: u32) -> Ratio {
        let Self { batch, requests, clock, ref mut ours, ref mut by_hand, .. } = *self;
        let mut run = async |side| {
            let operation = match side {
                Side::Ours => &mut *ours,
                Side::ByHand => &mut *by_hand,
            };
            let begin = clock.now(side);
            for _ in 0..batch {
                operation().await;
            }
            (clock.now(side) - begin).as_secs_f64() * 1e6 / f64::from(batch * requests)
        };
        run(Side::Ours).await;
        run(Side::ByHand).await;
        let (mut times, mut times_by_hand, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..rounds {
            let (a, b);
            if round % 2 == 0 {
                a = run(Side::Ours).await;
                b = run(Side::ByHand).await;
            } else {
                b = run(Side::ByHand).await;
                a = run(Side::Ours).await;
            }
            times.push(a);
            times_by_hand.push(b);
            ratios.push(a / b);
        }
        Ratio {
            ours: quantile(&mut times, 2),
            by_hand: quantile(&mut times_by_hand, 2),
            low: quantile(&mut ratios, 1),
            high: quantile(&mut ratios, 3),
            ratio: quantile(&mut ratios, 2),
            goal: self.goal,
        }
    }
}

/// Returns the first, second or third quartile.
fn quantile(values: &mut [f64], quarter: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[(values.len() - 1) * quarter / 4]
}
