//! token: Ok(false)
//! token: Ok(true)
//! fix: write `Result<bool>` as the return type

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
    if token.role == "gone" { Ok(false) } else { Ok(true) }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<active>();
}
