//! token: Self
//! fix: outside of `impl` blocks

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

impl Token {
    #[auth::jwt]
    async fn issue(user: &User) -> Self {
        Self { id: user.id.clone() }
    }
}

fn main() {}
