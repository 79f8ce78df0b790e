//! token: jwt_update::<promote>
//! fix: put `#[auth::jwt(update)]` on the function, let it take the token that `.jwt::<…>()` makes as `&mut Jwt<…>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub role: String,
}

#[auth::jwt]
pub struct Other {
    pub role: String,
}

#[auth::jwt]
async fn issue() -> Token {
    Token { role: "user".to_owned() }
}

#[auth::jwt(update)]
async fn promote(token: &mut Jwt<Other>) {
    token.role = "admin".to_owned();
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().jwt_update::<promote>().build();
}
