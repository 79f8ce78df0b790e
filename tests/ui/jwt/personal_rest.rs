//! token: personal
//! fix: keep one of the two

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub team: u32,
    #[auth(rest, personal)]
    pub rest: auth::token::OtherClaims,
}

fn main() {
    let _ = Auth::builder().build();
}
