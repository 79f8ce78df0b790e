//! token: &str
//! fix: write `String`

#[auth::jwt]
pub struct Token {
    pub role: &str,
}

fn main() {}
