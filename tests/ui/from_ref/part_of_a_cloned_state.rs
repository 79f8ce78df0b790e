//! token: db: Db
//! fix: consider annotating `Db` with `#[derive(Clone)]`

use auth::prelude::*;

struct Db;

#[derive(Clone, auth::FromRef)]
struct App {
    db: Db,
}

#[auth::sign_in]
async fn known(_: &User, State(db): State<Db>) -> bool {
    drop(db);
    true
}

fn build(db: Db) {
    let _ = Auth::builder().state(App { db }).sign_in::<known>();
}

fn main() {}
