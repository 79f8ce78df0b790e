//! An executor of one thread. The seed decides which task is polled next.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use tokio::runtime::Runtime;

use crate::{seam::Seam, seed::Dice};

/// A script of a round.
pub(crate) type Script<'w> = Pin<Box<dyn Future<Output = ()> + 'w>>;

/// The time that passes for timers of the server if nothing else can happen, and how often that helps.
const TICK: Duration = Duration::from_secs(5);
const TICKS: usize = 100;

/// The reason why a round did not end.
#[derive(Debug)]
pub(crate) enum Broken {
    /// The server panicked.
    Panic(String),
    /// Some request waits for something that never happens.
    Stuck,
}

/// The executor. It has a stopped clock of `tokio`, for timers of the server.
pub(crate) struct Executor(Runtime);

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Executor {
    pub(crate) fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
        Self(runtime.unwrap())
    }

    /// Runs the tasks of a round until all have ended.
    pub(crate) fn run(&self, seam: &Seam, scripts: Vec<Script<'_>>, mut dice: Dice) -> Result<(), Broken> {
        let mut open: Vec<(usize, Script<'_>, Arc<Flag>)> = scripts
            .into_iter()
            .enumerate()
            .map(|(task, script)| (task, script, Arc::new(Flag(AtomicBool::new(true)))))
            .collect();
        let mut ticks = 0;
        while !open.is_empty() {
            let is_ready = |flag: &Flag| flag.0.load(Ordering::Relaxed);
            let ready: Vec<usize> = (0..open.len()).filter(|&index| is_ready(&open[index].2)).collect();
            if ready.is_empty() {
                ticks += 1;
                if ticks > TICKS {
                    return Err(Broken::Stuck);
                }
                self.tick();
                continue;
            }
            let index = ready[dice.below(ready.len())];
            let (task, script, flag) = &mut open[index];
            flag.0.store(false, Ordering::Relaxed);
            seam.enter(Some(*task));
            let polled = self.poll(script, &Waker::from(Arc::clone(flag)));
            seam.enter(None);
            if polled?.is_ready() {
                drop(open.remove(index));
                // What the script has held may be what another one waits for, and a restart concerns all.
                open.iter().for_each(|(_, _, flag)| flag.0.store(true, Ordering::Relaxed));
            }
        }
        Ok(())
    }

    /// Runs one future with nothing beside it, in which nothing fails.
    pub(crate) fn quietly<T>(&self, seam: &Seam, future: impl Future<Output = T>) -> Result<T, Broken> {
        seam.enter(None);
        let mut future = std::pin::pin!(future);
        let flag = Arc::new(Flag(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&flag));
        for _ in 0..TICKS {
            while flag.0.swap(false, Ordering::Relaxed) {
                if let Poll::Ready(value) = self.poll(&mut future, &waker)? {
                    return Ok(value);
                }
            }
            self.tick();
        }
        Err(Broken::Stuck)
    }

    fn poll<F: Future + Unpin>(&self, future: &mut F, waker: &Waker) -> Result<Poll<F::Output>, Broken> {
        let _entered = self.0.enter();
        let mut cx = Context::from_waker(waker);
        catch_unwind(AssertUnwindSafe(|| Pin::new(future).poll(&mut cx))).map_err(|panic| {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Broken::Panic(text.unwrap_or_default())
        })
    }

    fn tick(&self) {
        self.0.block_on(tokio::time::advance(TICK));
    }
}
