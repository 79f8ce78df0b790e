//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

pub struct Callbacks;

impl Callbacks {
    #[auth::jwt(update)]
    async fn renew(&self, token: &mut Jwt<Token>) {
        token.admin = false;
    }
}

fn main() {}
