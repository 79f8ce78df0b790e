//! token: Token
//! fix: return nothing, `Access`, or a `Result` of either

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

#[auth::jwt(update)]
async fn demote(token: &mut Jwt<Token>) -> Token {
    Token { id: token.id.clone(), admin: false }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<demote>().build();
}
