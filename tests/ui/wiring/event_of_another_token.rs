//! token: on::<gone>
//! fix: put `#[auth::event(…)]` on the function and register it by its name:

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

#[auth::jwt]
pub struct OldToken {
    pub level: u8,
}

#[auth::event(sign_out)]
async fn gone(token: &Jwt<OldToken>) {
    let _ = token.level;
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().on::<gone>().build();
}
