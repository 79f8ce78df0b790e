//! The cases, each with the largest ratio that this project allows itself.

mod at_provider;
mod over_http;
pub(crate) mod requests;
mod rows;
mod tokens;

use std::collections::BTreeMap;

pub(crate) use self::tokens::serve;
use crate::{measure::Case, record::Ratio};

/// The rounds of each case.
const ROUNDS: u32 = 31;

/// Runs the chosen cases.
pub(crate) async fn measure(chosen: &dyn Fn(&str) -> bool) -> BTreeMap<String, Ratio> {
    let mut results = BTreeMap::new();
    let mut keep = |case: &Case, ratio: Ratio| {
        eprintln!(
            "{}: {:.2} µs, by hand {:.2}, ratio {:.3}",
            case.name, ratio.ours, ratio.by_hand, ratio.ratio
        );
        results.insert(case.name.to_owned(), ratio);
    };
    for mut case in tokens::cases(chosen).await {
        let ratio = case.run(ROUNDS).await;
        keep(&case, ratio);
    }
    let mut measured = async |mut case: Case| {
        let ratio = case.run(ROUNDS).await;
        keep(&case, ratio);
    };
    at_provider::with_provider(chosen, &mut measured).await;
    over_http::with_servers(chosen, &mut measured).await;
    rows::with_servers(chosen, measured).await;
    results
}
