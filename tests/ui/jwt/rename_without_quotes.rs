//! token: level
//! fix: write `rename = "…"`

#[auth::jwt]
pub struct Token {
    #[auth(rename = level)]
    pub admin: bool,
}

fn main() {}
