//! token: &Jwt<Token>
//! fix: write `#[auth::jwt(access)]` in place of `#[auth::session]`

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

#[auth::session]
async fn active(token: &Jwt<Token>) -> bool {
    token.role != "gone"
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<active>();
}
