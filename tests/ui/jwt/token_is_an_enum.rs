//! token: enum
//! fix: goes on a struct with named fields or on an `async fn`, not on an enum

use auth::prelude::*;

#[auth::jwt]
pub enum Token {
    Admin,
}

#[auth::jwt]
async fn issue() -> Token {
    Token::Admin
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
