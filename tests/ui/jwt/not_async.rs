//! token: fn
//! fix: write `async fn issue`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {
    let _ = Auth::builder().jwt::<issue>().build();
}
