//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::session]
async unsafe fn show(token: &Jwt<Token>) -> Visible {
    Visible { admin: token.admin }
}

fn main() {}
