//! token: fn
//! fix: write `async fn show`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::session]
pub struct Visible {
    pub id: UserId,
}

#[auth::session]
pub fn show(token: &Jwt<Token>) -> Visible {
    Visible { id: token.id.clone() }
}

fn main() {}
