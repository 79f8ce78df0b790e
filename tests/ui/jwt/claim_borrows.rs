//! token: &'static str
//! fix: write `String` in place of `&str`

#[auth::jwt]
pub struct Token {
    pub id: &'static str,
}

fn main() {}
