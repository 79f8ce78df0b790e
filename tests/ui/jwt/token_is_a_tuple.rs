//! token: (UserId)
//! fix: goes on a struct with named fields, not on a tuple struct: `struct Name {

use auth::prelude::*;

#[auth::jwt]
pub struct Token(UserId);

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token(user.id.clone())
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
