//! token: jwt_update::<demote>
//! fix: put `#[auth::jwt(update)]` on the function, let it take the token that `.jwt::<…>()` makes as `&mut Jwt<…>`

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

#[auth::jwt]
pub struct OldToken {
    pub level: u8,
}

#[auth::jwt(update)]
async fn demote(token: &mut Jwt<OldToken>) {
    token.level = 0;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<demote>().build();
}
