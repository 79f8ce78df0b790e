//! A world: two processes on one database, browsers, and what the model knows of them.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    future::poll_fn,
    task::Poll,
};

use auth::Auth;

use crate::{
    browser::{Jar, Reply, Told, Visit},
    mail::Outbox,
    passkey::Key,
    people::{self, BROWSERS, EVE, PEOPLE},
    provider::Providers,
    seam::{self, Seam},
    site::{Sessions, Site, Visible},
    store::{Books, Plant},
};

/// A broken invariant.
#[derive(Clone, Debug)]
pub(crate) struct Violation {
    pub(crate) rule: &'static str,
    pub(crate) detail: String,
    /// The failures that were injected in the same round, or in the tasks that concern the browser.
    pub(crate) cause: String,
}

/// A way in, by which a browser has signed in.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// A link to an address.
    Link(String),
    /// An account at a provider, which may be the form of the application.
    Account(&'static str, String),
    /// A passkey, by its credential ID.
    Passkey(String),
}

/// Something that works once.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    Link { link: String, person: usize, is_spent: bool },
    Callback { path: String, state: String, jar: Jar, person: usize },
    Answer { data: String, challenge: String, jar: Jar, person: usize },
}

/// What a task has done that concerns the session of a browser.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    SignIn(Way),
    SignOut,
    Everywhere(String),
    /// Anything else that takes the session along.
    Use,
}

/// The browser of tasks that use none of those of the world.
pub(crate) const NO_BROWSER: usize = usize::MAX;

/// An act, and what the browser learned of it.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) task: usize,
    pub(crate) browser: usize,
    pub(crate) act: Act,
    pub(crate) told: Told,
}

/// The session that a browser has, as the model knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Belief {
    pub(crate) user: String,
    /// The time at which it was surely used for the last time.
    pub(crate) since: i64,
}

/// A copied session cookie.
#[derive(Clone, Debug)]
pub(crate) struct Ghost {
    pub(crate) id: usize,
    pub(crate) jar: Jar,
    pub(crate) person: usize,
    /// The times of both processes when it was ended, if the browser was told so.
    pub(crate) ended: Option<[i64; 2]>,
    /// The failures that were injected into the task that has ended it.
    pub(crate) cause: String,
}

/// A world.
pub(crate) struct World {
    pub(crate) site: Site,
    pub(crate) browsers: Vec<RefCell<Jar>>,
    processes: [RefCell<(Auth<Visible>, u32)>; 2],
    noise: Cell<u64>,
    pub(crate) keys: RefCell<Vec<Key>>,
    pub(crate) items: RefCell<Vec<Item>>,
    pub(crate) ghosts: RefCell<Vec<Ghost>>,
    pub(crate) beliefs: RefCell<Vec<Option<Belief>>>,
    pub(crate) done: RefCell<Vec<Done>>,
    /// The users all of whose sessions were ended in this round.
    pub(crate) ended: RefCell<BTreeSet<String>>,
    /// How often each item has worked, as the browsers were told.
    worked: RefCell<BTreeMap<String, u32>>,
    pub(crate) violations: RefCell<Vec<Violation>>,
}

impl World {
    pub(crate) fn new(seed: u64, sessions: Sessions, plant: Option<Plant>) -> Self {
        let seam = Seam::new();
        let (books, outbox) = (Books::new(&seam, plant), Outbox::new(&seam));
        let site = Site { providers: Providers::new(&seam), seam, books, outbox, sessions };
        let start = |process: usize| RefCell::new((site.start(process, noise(seed, process as u64)), 0));
        Self {
            processes: [start(0), start(1)],
            site,
            browsers: BROWSERS.iter().map(|_| RefCell::default()).collect(),
            noise: Cell::new(seed),
            keys: RefCell::default(),
            items: RefCell::default(),
            ghosts: RefCell::default(),
            beliefs: RefCell::new(vec![None; BROWSERS.len()]),
            done: RefCell::default(),
            ended: RefCell::default(),
            worked: RefCell::default(),
            violations: RefCell::default(),
        }
    }

    /// Returns a visit of one of the browsers to a process.
    pub(crate) fn visit(&self, browser: usize, process: usize) -> Visit<'_> {
        Visit { world: self, jar: &self.browsers[browser], person: BROWSERS[browser], process }
    }

    /// Returns the handle of a process.
    pub(crate) fn auth(&self, process: usize) -> Auth<Visible> {
        self.processes[process].borrow().0.clone()
    }

    /// Starts a process anew. Its caches are empty, and what it was doing ends.
    pub(crate) fn restart(&self, process: usize) {
        let generation = self.processes[process].borrow().1 + 1;
        self.noise.set(noise(self.noise.get(), 7));
        let auth = self.site.start(process, self.noise.get());
        *self.processes[process].borrow_mut() = (auth, generation);
    }

    /// Asks a process. Returns `None` if it never answers: the browser goes away, or the process is started anew.
    pub(crate) async fn ask<T>(
        &self,
        process: usize,
        call: impl AsyncFnOnce(Auth<Visible>) -> T,
    ) -> Option<T> {
        let (auth, generation) = self.processes[process].borrow().clone();
        let mut answer = Box::pin(call(auth));
        let is_over = || self.site.seam.take_hanging() || self.processes[process].borrow().1 != generation;
        poll_fn(|cx| match answer.as_mut().poll(cx) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending if is_over() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        })
        .await
    }

    /// Looks at an answer to a person: it is no failure without a cause, and shows nobody else's name.
    pub(crate) fn look_at(&self, person: usize, path: &str, reply: &Reply) {
        let is_excused = self.site.seam.with_current(|task| !task.injected.is_empty()).unwrap_or_default();
        if reply.status.as_u16() >= 500 && !is_excused {
            self.report("a server error without a failure", format!("{path}: {}", reply.status));
        }
        for (other, name) in PEOPLE.iter().enumerate() {
            if other != person && other != EVE && reply.body.contains(&people::name_of(name)) {
                self.report("an answer shows the data of another user", format!("{path} to {person}"));
            }
        }
    }

    /// Counts that an item has worked.
    pub(crate) fn count(&self, item: String) {
        let mut worked = self.worked.borrow_mut();
        let times = worked.entry(item).or_default();
        *times += 1;
        if *times > 1 {
            self.report(self.spent_twice(), worked_name(&worked));
        }
    }

    /// Returns the number of items that have worked.
    pub(crate) fn worked(&self) -> usize {
        self.worked.borrow().len()
    }

    /// Returns the rule that is broken if something was spent twice.
    pub(crate) fn spent_twice(&self) -> &'static str {
        match self.site.seam.has_stepped() {
            true => "what is spent once was spent twice, after a clock has stepped",
            false => "what is spent once was spent twice",
        }
    }

    /// Reports a broken invariant.
    pub(crate) fn report(&self, rule: &'static str, detail: String) {
        let cause = seam::describe(self.site.seam.injected_in_round());
        self.report_with(rule, detail, cause);
    }

    /// Reports a broken invariant with its cause.
    pub(crate) fn report_with(&self, rule: &'static str, detail: String, cause: String) {
        self.violations.borrow_mut().push(Violation { rule, detail, cause });
    }

    /// Keeps a copied session cookie, and returns its ID. The oldest one that was not ended makes room for it.
    pub(crate) fn keep_ghost(&self, jar: &Jar, person: usize) -> Option<usize> {
        const MOST: usize = 8;
        let copied = jar.session_alone()?;
        let mut ghosts = self.ghosts.borrow_mut();
        if ghosts.len() >= MOST {
            let oldest = ghosts.iter().position(|ghost| ghost.ended.is_none()).unwrap_or_default();
            ghosts.remove(oldest);
        }
        let id = ghosts.last().map_or(0, |ghost| ghost.id + 1);
        ghosts.push(Ghost { id, jar: copied, person, ended: None, cause: String::new() });
        Some(id)
    }

    /// Notes that a copied session was ended, and that the browser was told so. Tokens that cannot be revoked do not end.
    pub(crate) fn end_ghost(&self, id: usize, task: usize) {
        let times = [0, 1].map(|process| self.site.seam.time_of(process));
        let mut ghosts = self.ghosts.borrow_mut();
        if let Some(ghost) = ghosts.iter_mut().find(|ghost| ghost.id == id)
            && self.site.sessions != Sessions::Tokens
        {
            ghost.ended.get_or_insert(times);
            ghost.cause = seam::describe(self.site.seam.injected(task));
        }
    }
}

fn worked_name(worked: &BTreeMap<String, u32>) -> String {
    let twice = worked.iter().find(|(_, times)| **times > 1);
    twice
        .map(|(item, times)| format!("{} ({times} times)", item.chars().take(40).collect::<String>()))
        .unwrap_or_default()
}

fn noise(seed: u64, part: u64) -> u64 {
    seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(part + 1)
}
