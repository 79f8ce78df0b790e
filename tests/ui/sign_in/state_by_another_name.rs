//! token: Shared
//! fix: (written out, no alias)

use auth::prelude::*;

#[derive(Clone)]
struct Db;

type Shared = State<Db>;

#[auth::sign_in]
async fn guard(db: Shared) -> bool {
    let State(Db) = db;
    true
}

fn main() {}
