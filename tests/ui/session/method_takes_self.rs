//! token: &self
//! fix: takes no `self`

pub use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

pub struct Callbacks;

impl Callbacks {
    #[auth::session]
    async fn show(&self, token: &Jwt<Token>) -> Visible {
        Visible { admin: token.admin }
    }
}

fn main() {}
