//! token: auth = "default"
//! fix: options go in parentheses: `#[auth(…)]`

#[auth::jwt]
pub struct Token {
    #[auth = "default"]
    pub admin: bool,
}

fn main() {}
