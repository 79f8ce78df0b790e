//! token: Db
//! fix: put `#[derive(Clone)]` on its type, or wrap it in an `Arc`

struct Db;

#[derive(auth::FromRef)]
struct App {
    db: Db,
}

impl Clone for App {
    fn clone(&self) -> Self {
        Self { db: Db }
    }
}

fn main() {}
