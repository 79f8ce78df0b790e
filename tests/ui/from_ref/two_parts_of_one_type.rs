#[derive(Clone)]
struct Db;

#[derive(auth::FromRef)]
struct App {
    db: Db,
    replica: Db,
}

fn main() {}
