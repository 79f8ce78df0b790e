//! token: Token
//! fix: write `#[auth::jwt]` in place of `#[auth::jwt(update)]`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt(update)]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
