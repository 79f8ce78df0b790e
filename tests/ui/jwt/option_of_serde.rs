use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[serde(default)]
    pub level: u8,
}

fn main() {}
