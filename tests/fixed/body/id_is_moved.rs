//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: String::new() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
