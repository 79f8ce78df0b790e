//! token: Token
//! fix: write `#[auth::jwt]` in place of `#[auth::sign_in]`

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::sign_in]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: String::new() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
