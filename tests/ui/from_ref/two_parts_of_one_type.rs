//! token: Db
//! fix: put `#[from_ref(skip)]` on one of the two, or give it a type of its own

#[derive(Clone)]
struct Db;

#[derive(auth::FromRef)]
struct App {
    db: Db,
    replica: Db,
}

fn main() {}
