//! The seam between the server and all that is behind it. Each await of the store, a provider, the mail transport or a
//! callback passes here, and the seed decides if it pauses, fails, or never ends.

use std::{
    collections::BTreeSet,
    fmt::Write,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
};

use auth::time::{Clock, UnixTime};

use crate::seed::{Dice, Trace};

/// The time at which every world begins.
pub(crate) const START: i64 = 1_800_000_000_000;

/// A failure that was injected: the point, and the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Injected(pub(crate) &'static str, pub(crate) Failure);

/// The kinds of failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Failure {
    /// An error, and nothing has happened.
    Before,
    /// An error, although it has happened: the answer was lost.
    After,
    /// No answer, and nothing has happened. The browser goes away, which drops the request.
    HangBefore,
    /// No answer, although it has happened. The browser goes away, which drops the request.
    HangAfter,
}

/// Describes what was injected.
pub(crate) fn describe(injected: impl IntoIterator<Item = Injected>) -> String {
    injected.into_iter().fold(String::new(), |mut text, Injected(point, failure)| {
        _ = write!(text, "{point} ({failure:?}) ");
        text
    })
}

/// One task of a round: a script, and what may still go wrong in it.
pub(crate) struct Task {
    /// The person who acts.
    pub(crate) person: usize,
    /// The failures that were injected.
    pub(crate) injected: Vec<Injected>,
    /// `true` if the script has changed the store so that some session ends.
    pub(crate) has_ended: bool,
    dice: Dice,
    failures_left: u8,
    is_hanging: bool,
}

struct State {
    /// The task that is being polled; `None` while the world is inspected.
    current: Option<usize>,
    /// The person who acts while nothing fails.
    actor: usize,
    tasks: Vec<Task>,
    now: i64,
    /// The time at which the round began.
    round: i64,
    skew: [i64; 2],
    /// `true` once a clock has stepped.
    has_stepped: bool,
}

/// A handle of the seam. Clones share it.
#[derive(Clone)]
pub(crate) struct Seam(Arc<(Mutex<State>, Trace)>);

impl Seam {
    pub(crate) fn new() -> Self {
        let state = State {
            current: None,
            actor: usize::MAX,
            tasks: Vec::new(),
            now: START,
            round: START,
            skew: [0; 2],
            has_stepped: false,
        };
        Self(Arc::new((Mutex::new(state), Trace::new())))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn trace(&self) -> &Trace {
        &self.0.1
    }

    /// Begins a round without tasks.
    pub(crate) fn begin_round(&self) {
        let mut state = self.state();
        state.tasks.clear();
        state.current = None;
        state.round = state.now;
    }

    /// Adds a task to the round and returns its number.
    pub(crate) fn add_task(&self, person: usize, dice: Dice, failures: u8) -> usize {
        let mut state = self.state();
        let task = Task {
            person,
            injected: Vec::new(),
            has_ended: false,
            dice,
            failures_left: failures,
            is_hanging: false,
        };
        state.tasks.push(task);
        state.tasks.len() - 1
    }

    /// Sets the task that is polled next. Without one, nothing pauses or fails.
    pub(crate) fn enter(&self, task: Option<usize>) {
        self.state().current = task;
    }

    /// Calls a function with the task that is polled, if there is one.
    pub(crate) fn with_current<R>(&self, f: impl FnOnce(&mut Task) -> R) -> Option<R> {
        let mut state = self.state();
        let current = state.current?;
        state.tasks.get_mut(current).map(f)
    }

    /// Sets the person who acts while nothing fails.
    pub(crate) fn set_actor(&self, person: usize) {
        self.state().actor = person;
    }

    /// Returns the person who acts.
    pub(crate) fn person(&self) -> usize {
        self.with_current(|task| task.person).unwrap_or_else(|| self.state().actor)
    }

    /// Returns what was injected into a task.
    pub(crate) fn injected(&self, task: usize) -> Vec<Injected> {
        self.state().tasks[task].injected.clone()
    }

    /// Returns all that was injected in this round.
    pub(crate) fn injected_in_round(&self) -> BTreeSet<Injected> {
        self.state().tasks.iter().flat_map(|task| task.injected.clone()).collect()
    }

    /// Returns `true` if a task has ended sessions in the store.
    pub(crate) fn has_ended(&self, task: usize) -> bool {
        self.state().tasks[task].has_ended
    }

    /// Returns `true` if the task that is polled waits for an answer that never comes, and forgets it.
    pub(crate) fn take_hanging(&self) -> bool {
        self.with_current(|task| std::mem::take(&mut task.is_hanging)).unwrap_or_default()
    }

    /// Passes a point: `effect` happens in between, unless the point fails before. Returns `None` if it fails.
    pub(crate) async fn pass<T>(&self, point: &'static str, effect: impl Future<Output = T>) -> Option<T> {
        let (failure, pauses) = self.draw(point);
        pause(pauses[0]).await;
        match failure {
            Some(Failure::Before) => return None,
            Some(Failure::HangBefore) => self.hang().await,
            _ => {}
        }
        let value = effect.await;
        pause(pauses[1]).await;
        match failure {
            Some(Failure::After) => None,
            Some(Failure::HangAfter) => self.hang().await,
            _ => Some(value),
        }
    }

    /// Decides what happens at a point.
    fn draw(&self, point: &'static str) -> (Option<Failure>, [u8; 2]) {
        let drawn = self.with_current(|task| {
            const PAUSES: [(usize, u8); 4] = [(6, 0), (4, 1), (2, 2), (1, 5)];
            let pauses = [task.dice.weighed(&PAUSES), task.dice.weighed(&PAUSES)];
            let kind = task.dice.weighed(&[
                (3, Failure::Before),
                (3, Failure::After),
                (1, Failure::HangBefore),
                (1, Failure::HangAfter),
            ]);
            let fails = task.dice.once_in(9) && task.failures_left > 0;
            if fails {
                task.failures_left -= 1;
                task.injected.push(Injected(point, kind));
            }
            (fails.then_some(kind), pauses)
        });
        let drawn = drawn.unwrap_or_default();
        self.trace().note(&format!("{point} {:?}", drawn.0));
        drawn
    }

    async fn hang<T>(&self) -> T {
        self.with_current(|task| task.is_hanging = true);
        std::future::pending().await
    }

    /// Returns the true time in milliseconds.
    pub(crate) fn now(&self) -> i64 {
        self.state().now
    }

    /// Returns the time at which the round began.
    pub(crate) fn begin_of_round(&self) -> i64 {
        self.state().round
    }

    /// Lets time pass.
    pub(crate) fn advance(&self, millis: i64) {
        self.state().now += millis;
    }

    /// Sets how far the clock of a process is ahead.
    pub(crate) fn set_skew(&self, process: usize, millis: i64) {
        let mut state = self.state();
        state.has_stepped |= millis != 0;
        state.skew[process] = millis;
    }

    /// Returns `true` once a clock has stepped.
    pub(crate) fn has_stepped(&self) -> bool {
        self.state().has_stepped
    }

    /// Returns the time by the clock of a process, in milliseconds.
    pub(crate) fn time_of(&self, process: usize) -> i64 {
        let state = self.state();
        state.now + state.skew[process]
    }
}

/// Pauses a task: others are polled first.
pub(crate) async fn pause(times: u8) {
    for _ in 0..times {
        let mut has_paused = false;
        poll_fn(|cx| {
            if std::mem::replace(&mut has_paused, true) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

/// The clock of a process.
pub(crate) struct ProcessClock(pub(crate) Seam, pub(crate) usize);

impl Clock for ProcessClock {
    fn now(&self) -> UnixTime {
        UnixTime::from_millis(self.0.time_of(self.1))
    }
}
