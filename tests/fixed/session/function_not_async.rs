//! Mended as the message says.

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
pub async fn show(token: &Jwt<Token>) -> Visible {
    Visible { id: token.id.clone() }
}

fn main() {}
