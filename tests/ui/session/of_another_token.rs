//! token: session::<Visible>
//! fix: put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a

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

#[auth::session(from = OldToken)]
pub struct Visible {
    pub level: u8,
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().session::<Visible>().build();
}
