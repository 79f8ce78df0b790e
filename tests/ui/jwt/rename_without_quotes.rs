//! token: level
//! fix: write `rename = "level"`

#[auth::jwt]
pub struct Token {
    #[auth(rename = level)]
    pub admin: bool,
}

fn main() {}
