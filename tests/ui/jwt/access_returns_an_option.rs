//! token: Option<bool>
//! fix: return `Access`, `bool`, or a `Result` of either

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

#[auth::jwt(access)]
async fn check(token: &Jwt<Token>) -> Option<bool> {
    Some(token.admin)
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_access::<check>().build();
}
