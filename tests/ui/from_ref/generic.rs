#[derive(Clone, auth::FromRef)]
pub struct App<T> {
    pub db: T,
}

fn main() {}
