//! token: token.role
//! fix: only `#[auth::jwt(update)]` changes a token

use auth::prelude::*;

#[auth::jwt]
struct Token {
    id: UserId,
    role: String,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: "guest".to_owned() }
}

#[auth::jwt(access)]
async fn active(token: &Jwt<Token>) -> bool {
    token.role = "seen".to_owned();
    true
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<active>();
}
