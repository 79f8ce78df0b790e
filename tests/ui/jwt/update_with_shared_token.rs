//! token: &Jwt<Token>
//! fix: take it as `&mut Jwt<Token>`

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
async fn demote(token: &Jwt<Token>) {
    let _ = token.admin;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<demote>().build();
}
