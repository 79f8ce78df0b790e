struct Db;

#[derive(auth::FromRef)]
struct App {
    db: Db,
}

fn main() {}
