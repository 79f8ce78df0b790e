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

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().session::<Visible>().build();
}
