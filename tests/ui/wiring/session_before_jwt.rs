//! token: session::<Visible>
//! fix: put `#[auth::session(from = …)]` on the struct, or `#[auth::session]` on a

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

#[auth::session(from = Token)]
pub struct Visible {
    pub id: UserId,
}

fn main() {
    let _ = Auth::builder().session::<Visible>().jwt::<issue>().build();
}
