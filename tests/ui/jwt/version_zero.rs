//! token: 0
//! fix: write `version = 2`

#[auth::jwt(version = 0)]
pub struct Token {
    pub role: String,
}

fn main() {}
