//! token: Session
//! fix: `#[auth::jwt(update)]` takes `Update(patch): Update<…>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User, session: Session) -> Token {
    let _ = session.user.name.is_some();
    Token { id: user.id.clone() }
}

fn main() {}
