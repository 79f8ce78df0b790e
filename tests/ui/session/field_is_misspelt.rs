//! token: rolle
//! fix: a field with a similar name exists

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[auth::session(from = Token)]
pub struct Visible {
    pub rolle: String,
}

fn main() {}
