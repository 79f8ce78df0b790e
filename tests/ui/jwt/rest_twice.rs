//! token: rest
//! fix: remove one `rest`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    #[auth(rest)]
    pub rest: OtherClaims,
    #[auth(rest)]
    pub more: OtherClaims,
}

fn main() {}
