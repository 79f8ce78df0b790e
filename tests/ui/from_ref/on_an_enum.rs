#[derive(auth::FromRef)]
enum App {
    Empty,
}

fn main() {}
