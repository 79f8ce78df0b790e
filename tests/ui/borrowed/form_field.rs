//! token: &str
//! fix: write `String`

#[auth::credentials]
pub struct Login {
    pub password: &str,
}

fn main() {}
