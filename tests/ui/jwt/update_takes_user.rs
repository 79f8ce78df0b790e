//! token: &User
//! fix: it can take `&mut Jwt<…>`, `Update<…>`

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
async fn demote(token: &mut Jwt<Token>, user: &User) {
    token.admin = user.email.is_none();
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<demote>().build();
}
