#[derive(auth::FromRef)]
struct App(u8);

fn main() {}
