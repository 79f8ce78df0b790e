//! The costs of `auth`, next to the same by hand. See `benches/run`.
//!
//! - `bench cpu [CASE…]` compares CPU time.
//! - `bench serve PATH by-hand|ours REQUESTS` and `bench calls annotated|by-hand THOUSANDS` run one side alone, for
//!   counting instructions.

mod application;
mod by_hand;
mod callback;
mod cases;
mod measure;
mod rows_by_hand;
#[allow(dead_code, reason = "shared with the tests of the adapters")]
#[path = "../../tests/adapter/server/mod.rs"]
mod server;

use std::process::ExitCode;

const SECRET: &str = "a secret of the benchmark, thirty-two bytes and more";

const USAGE: &str =
    "bench cpu [CASE…] | serve PATH by-hand|ours|covered REQUESTS | calls annotated|by-hand THOUSANDS";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        match *arguments.as_slice() {
            ["cpu", ref names @ ..] => cases::compare(names).await,
            ["serve", path, side, requests] => {
                cases::serve(path, side, requests.parse().expect("a number")).await;
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
