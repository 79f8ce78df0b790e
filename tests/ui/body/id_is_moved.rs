//! token: user.id
//! fix: write `user.id.clone()`

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id, role: String::new() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
