//! token: user.id as i64
//! token: as i64
//! fix: `user.id` is a string

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: i64,
}

#[auth::jwt]
async fn issue(user: &User) -> Result<Token> {
    Ok(Token { id: user.id as i64 })
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
