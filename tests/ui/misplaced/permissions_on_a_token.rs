//! token: struct
//! fix: goes on an enum

use auth::prelude::*;

#[auth::permissions]
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
    let _ = Auth::builder().jwt::<issue>().session::<Visible>();
}
