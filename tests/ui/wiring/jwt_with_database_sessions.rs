//! token: jwt::<issue>
//! fix: call one of the two, once

use auth::{adapter::MemoryAdapter, prelude::*};

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone() }
}

fn main() {
    let _ = Auth::builder().database_sessions(MemoryAdapter::new()).jwt::<issue>().build();
}
