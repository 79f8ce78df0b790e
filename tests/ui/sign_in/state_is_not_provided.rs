//! token: sign_in::<guard>
//! fix: make it a field of the state (`.state(…)`), under `#[derive(auth::FromRef)]`

use auth::prelude::*;

#[derive(Clone)]
struct Db;

#[auth::sign_in]
async fn guard(State(db): State<Db>) -> bool {
    let Db = db;
    true
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
