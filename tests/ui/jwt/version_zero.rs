#[auth::jwt(version = 0)]
pub struct Token {
    pub role: String,
}

fn main() {}
