//! token: &State<Db>
//! fix: write `State(part): State<Db>`

use auth::prelude::*;

#[derive(Clone)]
pub struct Db;

#[auth::sign_in]
async fn known(db: &State<Db>) -> bool {
    let _ = db;
    true
}

fn main() {}
