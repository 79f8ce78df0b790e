//! Mended as the message says.

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
    match token.role.as_str() {
        "gone" => false,
        _ => true,
    }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<active>();
}
