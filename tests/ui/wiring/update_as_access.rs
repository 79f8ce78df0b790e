//! token: jwt_access::<promote>
//! fix: put `#[auth::jwt(access)]` on the function, let it take the token that `.jwt::<…>()` makes as `&Jwt<…>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub level: u8,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), level: 0 }
}

#[auth::jwt(update)]
async fn promote(token: &mut Jwt<Token>) {
    token.level += 1;
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().jwt_access::<promote>().build();
}
