//! token: Db
//! fix: consider annotating `Db` with `#[derive(Clone)]`

struct Db;

#[derive(auth::FromRef)]
struct App {
    db: Db,
}

fn main() {}
