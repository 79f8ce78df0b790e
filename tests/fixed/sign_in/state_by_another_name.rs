//! Mended as the message says.

use auth::prelude::*;

#[derive(Clone)]
struct Db;

type Shared = Db;

#[auth::sign_in]
async fn guard(State(db): State<Shared>) -> bool {
    let Db = db;
    true
}

fn main() {}
