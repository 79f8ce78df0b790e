//! token: check
//! fix: return something: add `-> Result<Access>`; it returns `Access`, `bool`, or a

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
async fn check(token: &Jwt<Token>) {
    let _ = token.admin;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_access::<check>().build();
}
