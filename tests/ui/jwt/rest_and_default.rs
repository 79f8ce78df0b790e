//! token: default
//! fix: keep one of the two

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth(rest, default)]
    pub rest: OtherClaims,
}

fn main() {}
