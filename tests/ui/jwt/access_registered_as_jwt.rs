//! token: jwt::<active>
//! fix: `.jwt_access::<…>()`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub role: String,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), role: String::new(), level: 1 }
}

#[auth::jwt(access)]
async fn active(token: &Jwt<Token>) -> bool {
    token.level > 0
}

fn main() {
    let _ = Auth::builder().jwt::<active>();
}
