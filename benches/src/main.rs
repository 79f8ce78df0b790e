//! The costs of `auth`, next to the same by hand. See `benches/run`.

mod application;
mod by_hand;
mod callback;
mod cases;
mod http;
mod load;
mod measure;
mod memory;
mod provider;
mod record;
mod rows_by_hand;
#[allow(dead_code, reason = "shared with the tests of the adapters")]
#[path = "../../tests/adapter/server/mod.rs"]
mod server;

use std::{collections::BTreeMap, process::ExitCode};

use self::record::Record;

const SECRET: &str = "a secret of the benchmark, thirty-two bytes and more";

const USAGE: &str = "bench print|check|record [CASE…]
       compares CPU time, and measures rows under load and memory. CASE is the beginning of a name, such as `session`,
       `load` or `memory`; without any, everything runs. `print` prints tables; `check` also fails if a ratio is worse
       than in benches/results.json by more than its noise, twice; `record` writes that file.
bench table
       prints the tables of benches/results.json.
bench serve PATH by-hand|ours|covered REQUESTS
       PATH is that of a request, that of the callback of a sign-in, or `id-token`.
bench calls annotated|by-hand THOUSANDS
       runs one side alone, for counting instructions.
bench listen by-hand|ours
       serves one side on a port, which it prints, until its input ends.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        match *arguments.as_slice() {
            [what @ ("print" | "check" | "record"), ref names @ ..] => {
                let record = measure(names).await;
                record.print();
                let worse = if what == "check" { worse_twice(&record).await } else { BTreeMap::new() };
                for case in worse.values() {
                    eprintln!("worse than recorded: {case}");
                }
                if what == "record" {
                    record.write();
                }
                if worse.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
            }
            ["table"] => {
                Record::read().print();
                ExitCode::SUCCESS
            }
            ["serve", path, side, requests] => {
                cases::serve(path, side, requests.parse().expect("a number")).await;
                ExitCode::SUCCESS
            }
            ["listen", side] => {
                let is_ours = side == "ours";
                http::listen(if is_ours { application::router() } else { by_hand::router() }).await;
                ExitCode::SUCCESS
            }
            ["calls", side, thousands] => {
                callback::calls_of(side, thousands.parse().expect("a number"));
                ExitCode::SUCCESS
            }
            _ => {
                eprintln!("{USAGE}");
                ExitCode::FAILURE
            }
        }
    })
}

/// Measures the cases once more that are worse than the recorded ones, and returns those that still are: a neighbour may have
/// been busy.
async fn worse_twice(record: &Record) -> BTreeMap<String, String> {
    let worse = record.worse();
    if worse.is_empty() {
        return worse;
    }
    let names: Vec<&str> = worse.keys().map(String::as_str).collect();
    measure(&names).await.worse()
}

/// Measures the cases whose names begin with one of `names`, or all.
async fn measure(names: &[&str]) -> Record {
    let chosen = |case: &str| names.is_empty() || names.iter().any(|name| case.starts_with(name));
    let mut record = Record { cases: cases::measure(&chosen).await, ..Record::default() };
    if chosen("load") {
        record.load = load::measure().await;
    }
    if chosen("memory") {
        record.memory = memory::measure().await;
    }
    record
}
