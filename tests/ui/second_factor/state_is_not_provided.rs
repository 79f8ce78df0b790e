//! token: second_factor::<needed>
//! fix: make it a field of the state (`.state(…)`), under `#[derive(auth::FromRef)]`

use auth::prelude::*;

#[derive(Clone)]
struct Db;

#[auth::second_factor]
async fn needed(State(db): State<Db>) -> SecondFactor {
    let Db = db;
    SecondFactor::Required
}

fn main() {
    let _ = Auth::builder().state(()).second_factor::<needed>().build();
}
