//! Runs a story: its rounds, the invariants after each, and a quiet end in which everybody has to get in.

use std::cell::RefCell;

use auth::{adapter::Adapter, provider::ProviderId};

use crate::{
    browser::{Jar, Told, Visit},
    executor::{Broken, Executor, Script},
    flows::{self, Tried},
    invariants::{self, at_once},
    known,
    people::{self, EVE, PEOPLE},
    scripts,
    seed::Dice,
    steps::Story,
    store::Plant,
    world::{Violation, World},
};

/// The end of a story before its time.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// A fault of the server that is known.
    Known(&'static str),
    /// A broken invariant.
    Broken(Violation),
}

/// The outcome of a story.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// A number of all that has happened.
    pub(crate) hash: u64,
    /// The number of sign-ins, and of failures that were injected.
    pub(crate) counts: [usize; 2],
    pub(crate) verdict: Option<Verdict>,
}

impl Outcome {
    /// Returns the broken invariant that is not known.
    pub(crate) fn violation(self) -> Option<Violation> {
        match self.verdict? {
            Verdict::Known(_) => None,
            Verdict::Broken(violation) => Some(violation),
        }
    }
}

/// Runs a story, on a database with a planted fault if there is one.
pub(crate) fn run(story: &Story, plant: Option<Plant>) -> Outcome {
    let world = World::new(story.seed, story.sessions, plant);
    let executor = Executor::new();
    let (mut verdict, mut counts) = (None, [0, 0]);
    for round in story.rounds() {
        world.site.seam.begin_round();
        world.site.seam.trace().note("a round");
        for step in round {
            let person = people::BROWSERS[step.browser];
            world.site.seam.add_task(person, Dice::of(step.dice), step.failures);
        }
        let script = |(task, step)| -> Script<'_> { Box::pin(scripts::play(&world, task, step)) };
        let scripts = round.iter().enumerate().map(script).collect();
        let dice = Dice::of(round.iter().fold(story.seed, |sum, step| sum ^ step.dice));
        let outcome = executor.run(&world.site.seam, scripts, dice).and_then(|()| {
            invariants::check_rows(&world);
            invariants::check_sessions(&world, &executor)
        });
        verdict = sort_out(&world, outcome);
        counts[1] += world.site.seam.injected_in_round().len();
        if verdict.is_some() {
            break;
        }
    }
    if verdict.is_none() {
        let outcome = quiet_end(&world, &executor);
        verdict = sort_out(&world, outcome);
    }
    counts[0] = world.worked();
    Outcome { hash: world.site.seam.trace().hash(), counts, verdict }
}

/// Returns the end of the story, if an invariant is broken: by a fault that is not known if there is one.
fn sort_out(world: &World, ended: Result<(), Broken>) -> Option<Verdict> {
    match ended {
        Ok(()) => {}
        Err(Broken::Panic(text)) => world.report("a panic", text),
        Err(Broken::Stuck) => world.report("a wait without an end", String::new()),
    }
    let mut verdict = None;
    for violation in world.violations.take() {
        world.site.seam.trace().note(violation.rule);
        match known::name(&violation, world.site.sessions) {
            Some(name) => verdict = verdict.or(Some(Verdict::Known(name))),
            None => return Some(Verdict::Broken(violation)),
        }
    }
    verdict
}

/// The end, in which nothing fails: every owner gets in by each way that is theirs, and the attacker by none of others.
fn quiet_end(world: &World, executor: &Executor) -> Result<(), Broken> {
    let seam = &world.site.seam;
    seam.begin_round();
    [0, 1].into_iter().for_each(|process| seam.set_skew(process, 0));
    seam.advance(3_600_300);
    for (person, name) in PEOPLE.iter().enumerate().filter(|(person, _)| *person != EVE) {
        let address = people::address_of(name);
        let by_link = async |visit: Visit<'_>| {
            let link = flows::ask_for_link(visit, &address).await?;
            Some(flows::open_link(visit.at(1), &link).await)
        };
        must_enter(world, executor, person, by_link)?;
        must_enter(world, executor, person, async |visit| {
            Some(flows::by_provider(visit, 0, "sure", name).await)
        })?;
        must_enter(world, executor, person, async |visit| Some(flows::by_form(visit, name).await))?;
        let rows = world.site.books.rows();
        let is_there = |account: &str, provider: &str| {
            at_once(rows.user_by_account(&ProviderId::from(provider), account)).unwrap().is_some()
        };
        if is_there(name, "loose") {
            must_enter(world, executor, person, async |visit| {
                Some(flows::by_provider(visit, 1, "loose", name).await)
            })?;
        }
        for key in scripts::own_keys(world, person) {
            if is_there(&world.keys.borrow()[key].id(), "passkey") {
                must_enter(world, executor, person, async |visit| {
                    Some(flows::by_passkey(visit, 1, key).await)
                })?;
            }
        }
    }
    for account in ["eve", "eve-as-ada", "eve-as-bob"] {
        enter(world, executor, EVE, async |visit| {
            Some(flows::by_provider(visit, 0, "loose", account).await)
        })?;
        enter(world, executor, EVE, async |visit| Some(flows::by_form(visit, account).await))?;
    }
    for key in scripts::own_keys(world, EVE) {
        enter(world, executor, EVE, async |visit| Some(flows::by_passkey(visit, 0, key).await))?;
    }
    invariants::check_rows(world);
    invariants::check_sessions(world, executor)
}

/// Signs a person in with a new browser. The session must be theirs.
fn enter(
    world: &World,
    executor: &Executor,
    person: usize,
    flow: impl for<'w> AsyncFnOnce(Visit<'w>) -> Option<Tried>,
) -> Result<Option<Tried>, Broken> {
    world.site.seam.set_actor(person);
    let jar = RefCell::new(Jar::default());
    let visit = Visit { world, jar: &jar, person, process: person % 2 };
    let tried = executor.quietly(&world.site.seam, flow(visit))?;
    for process in 0..2 {
        if let Some(user) = invariants::session_of(world, executor, &jar.borrow(), process)? {
            invariants::is_entitled(
                world,
                person,
                &user,
                &format!("a sign-in at the end, by {:?},", tried.as_ref().map(|tried| &tried.way)),
            );
        } else if tried.as_ref().is_some_and(|tried| tried.told == Told::Done) {
            world.report("a sign-in without a session", format!("at the end, person {person}"));
        }
    }
    Ok(tried)
}

/// Signs a person in, who must get in.
fn must_enter(
    world: &World,
    executor: &Executor,
    person: usize,
    flow: impl for<'w> AsyncFnOnce(Visit<'w>) -> Option<Tried>,
) -> Result<(), Broken> {
    let tried = enter(world, executor, person, flow)?;
    if tried.as_ref().is_none_or(|tried| tried.told != Told::Done) {
        let way = tried.map(|tried| tried.way);
        world.report("an owner is locked out", format!("person {person} by {way:?}"));
    }
    Ok(())
}
