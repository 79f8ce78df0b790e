//! token: serde
//! fix: write `#[auth(…)]` with `default`

#[auth::jwt]
pub struct Token {
    #[serde(default)]
    pub level: u8,
}

fn main() {}
