//! The cases, each with the largest ratio that this project allows itself.

pub(crate) mod requests;
mod rows;
mod tokens;

use std::process::ExitCode;

pub(crate) use self::tokens::serve;
use crate::measure::{Case, Outcome};

/// The rounds of each case.
const ROUNDS: u32 = 31;

/// Runs the cases whose name begins with one of `names`, or all, and prints a table.
pub(crate) async fn compare(names: &[&str]) -> ExitCode {
    println!(
        "| case | µs | by hand | ratio | half of the rounds | goal |\n| --- | --- | --- | --- | --- | --- |"
    );
    let chosen = |case: &str| names.is_empty() || names.iter().any(|name| case.starts_with(name));
    let mut met = true;
    for mut case in tokens::cases(&chosen).await {
        met &= print(&case.run(ROUNDS).await, &case);
    }
    rows::with_servers(&chosen, async |mut case| met &= print(&case.run(ROUNDS).await, &case)).await;
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints a row of the table, and returns `true` if the goal is met.
fn print(outcome: &Outcome, case: &Case) -> bool {
    let met = outcome.ratio <= case.goal;
    let (name, low, high) = (case.name, outcome.quartiles.0, outcome.quartiles.1);
    println!(
        "| {name} | {:.2} | {:.2} | {:.3} | {low:.3}–{high:.3} | {:.2}{} |",
        outcome.ours,
        outcome.by_hand,
        outcome.ratio,
        case.goal,
        if met { "" } else { ", missed" },
    );
    met
}
