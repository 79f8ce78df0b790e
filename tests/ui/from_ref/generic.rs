//! token: <T>
//! fix: write the types out

#[derive(Clone, auth::FromRef)]
pub struct App<T> {
    pub db: T,
}

fn main() {}
