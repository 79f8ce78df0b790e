//! A simulated world: several people, browsers and an attacker, two processes on one database, two providers, magic
//! links, forms and passkeys. A seed decides what they do, in which order everything happens, and what fails. After each
//! round a model that knows who has proved what checks the invariants.

#![cfg(test)]

mod browser;
mod executor;
mod flows;
mod invariants;
mod known;
mod mail;
mod passkey;
mod people;
mod provider;
mod run;
mod scripts;
mod seam;
mod seed;
mod shrink;
mod site;
mod steps;
mod store;
mod world;

use std::{
    collections::BTreeMap,
    fmt::Write,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use self::{
    run::{Verdict, run},
    shrink::shrink,
    steps::Story,
    store::Plant,
};

/// The number of seeds of a short run.
const SEEDS: u64 = 300;

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Describes a failing seed by its smallest story.
fn describe(seed: u64, plant: Option<Plant>) -> Option<String> {
    let story = Story::of(seed);
    let rule = run(&story, plant).violation()?.rule;
    let smallest = shrink(&story, rule, plant);
    let violation = run(&smallest, plant).violation()?;
    let mut text = format!("seed {seed}: {rule}: {}\n", violation.detail);
    _ = writeln!(text, "  failures in the round: {}", violation.cause);
    _ = writeln!(text, "  sessions: {:?}", smallest.sessions);
    for step in &smallest.steps {
        _ = writeln!(text, "  {step:?}");
    }
    _ = writeln!(text, "  again: AUTH_SEED={seed} cargo test -p auth-simulation-tests replay -- --nocapture");
    Some(text)
}

/// `AUTH_SEEDS` worlds from seed `AUTH_START` on, on all cores.
#[test]
fn worlds_keep_their_invariants() {
    let (count, start) = (variable("AUTH_SEEDS").unwrap_or(SEEDS), variable("AUTH_START").unwrap_or(0));
    let next = AtomicU64::new(start);
    let (failing, known) = (Mutex::new(Vec::new()), Mutex::new(BTreeMap::<_, u64>::new()));
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= start + count {
                return;
            }
            match run(&Story::of(seed), None).verdict {
                None => {}
                Some(Verdict::Known(name)) => *known.lock().unwrap().entry(name).or_default() += 1,
                Some(Verdict::Broken(broken)) => failing.lock().unwrap().push((seed, broken.rule)),
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..threads).for_each(|_| _ = scope.spawn(work)));
    for (name, times) in known.into_inner().unwrap() {
        println!("KNOWN FAULT, met {times} times: {name}");
    }
    let mut failing = failing.into_inner().unwrap();
    failing.sort_unstable();
    let mut kinds = BTreeMap::<_, Vec<u64>>::new();
    failing.iter().for_each(|(seed, rule)| kinds.entry(*rule).or_default().push(*seed));
    let shown =
        kinds.values().flat_map(|seeds| seeds.iter().take(variable("AUTH_SHOW").unwrap_or(2) as usize));
    let stories: Vec<String> = shown.filter_map(|seed| describe(*seed, None)).collect();
    let numbers: Vec<_> =
        kinds.iter().map(|(rule, seeds)| format!("{} seeds: {rule}", seeds.len())).collect();
    println!("{count} worlds from seed {start}, {} failing", failing.len());
    assert!(failing.is_empty(), "\n{}\n{}", numbers.join("\n"), stories.join("\n"));
}

/// Runs the seed `AUTH_SEED` alone.
#[test]
fn replay() {
    let Some(seed) = variable("AUTH_SEED") else { return };
    if let Some(text) = describe(seed, None) {
        panic!("{text}");
    }
}

#[test]
fn the_same_seed_is_the_same_world() {
    for seed in 0..20 {
        let story = Story::of(seed);
        let [first, second] = [0, 1].map(|_| run(&story, None).hash);
        assert_eq!(first, second, "seed {seed}");
    }
    assert_ne!(run(&Story::of(0), None).hash, run(&Story::of(1), None).hash);
}

#[test]
fn worlds_are_busy() {
    let counts = (0..50).map(|seed| run(&Story::of(seed), None).counts);
    let [worked, failures] = counts.fold([0, 0], |sum, counts| [sum[0] + counts[0], sum[1] + counts[1]]);
    assert!(worked > 250 && failures > 50, "{worked} sign-ins, {failures} failures");
}

/// The number of seeds after which a planted fault must have been noticed.
const PATIENCE: u64 = 300;

fn notices(plant: Plant, rules: &[&str]) {
    let rule = |seed| run(&Story::of(seed), Some(plant)).violation().map(|violation| violation.rule);
    let noticed = (0..PATIENCE).find(|seed| rule(*seed).is_some_and(|rule| rules.contains(&rule)));
    assert!(noticed.is_some(), "nobody has noticed {plant:?}");
}

#[test]
fn the_world_notices_a_store_that_forgets_to_sweep() {
    notices(Plant::ForgetsToSweep, &["a way in for another person"]);
}

#[test]
fn the_world_notices_a_store_that_keeps_links() {
    notices(Plant::KeepsLinks, &["what is spent once was spent twice"]);
}

#[test]
fn the_world_notices_a_store_that_forgets_markers() {
    notices(Plant::ForgetsMarkers, &["what is spent once was spent twice", "an ended session came back"]);
}

#[test]
fn the_world_notices_a_store_that_keeps_sessions() {
    notices(Plant::KeepsSessions, &["an ended session came back"]);
}

#[test]
fn the_world_notices_a_store_that_mixes_up_rows() {
    notices(Plant::MixesUpRows, &["a way in for another person", "the session of another user"]);
}

#[test]
fn the_world_notices_a_store_that_loses_sessions() {
    notices(Plant::LosesSessions, &["a session was lost"]);
}
