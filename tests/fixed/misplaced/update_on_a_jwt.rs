//! Mended as the message says.

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>();
}
