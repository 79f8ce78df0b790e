//! token: max
//! fix: keep one of the two

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth(rest, max = 64)]
    pub rest: OtherClaims,
}

fn main() {}
