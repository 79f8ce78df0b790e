//! token: "2"
//! fix: write `version = 2`

#[auth::jwt(version = "2")]
pub struct Token {
    pub role: String,
}

fn main() {}
