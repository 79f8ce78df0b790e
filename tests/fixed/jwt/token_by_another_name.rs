//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), admin: false }
}

type Claims = Token;

#[auth::jwt(access)]
async fn check(token: &Jwt<Claims>) -> bool {
    token.admin
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_access::<check>().build();
}
