//! token: Token
//! fix: goes on a struct with named fields, not on a struct without a body: `struct

use auth::prelude::*;

#[auth::jwt]
pub struct Token;

#[auth::jwt]
async fn issue() -> Token {
    Token
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
