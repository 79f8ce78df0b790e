//! Makes a failing story small: drops steps and failures while it still fails.

use crate::{
    run::run,
    steps::{Step, Story},
    store::Plant,
};

/// The most runs of one search.
const MOST_RUNS: usize = 400;

/// What makes a step simpler.
const SIMPLER: [fn(&mut Step); 3] =
    [|step| step.failures = 0, |step| step.joined = false, |step| step.then = step.process];

/// Returns a smaller story that breaks the same rule.
pub(crate) fn shrink(story: &Story, rule: &str, plant: Option<Plant>) -> Story {
    let mut smallest = story.clone();
    let mut runs = 0;
    let mut fails = |story: &Story| {
        runs += 1;
        runs <= MOST_RUNS && run(story, plant).violation().is_some_and(|violation| violation.rule == rule)
    };
    loop {
        let before = format!("{smallest:?}");
        for length in [8, 4, 2, 1] {
            let mut at = 0;
            while at < smallest.steps.len() {
                let mut smaller = smallest.clone();
                smaller.steps.drain(at..(at + length).min(smallest.steps.len()));
                if fails(&smaller) { smallest = smaller } else { at += 1 }
            }
        }
        for at in 0..smallest.steps.len() {
            for simpler in SIMPLER {
                let mut smaller = smallest.clone();
                simpler(&mut smaller.steps[at]);
                if fails(&smaller) {
                    smallest = smaller;
                }
            }
        }
        if format!("{smallest:?}") == before {
            return smallest;
        }
    }
}
