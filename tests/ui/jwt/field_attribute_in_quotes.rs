use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth("default")]
    pub level: u8,
}

fn main() {}
