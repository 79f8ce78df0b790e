//! token: unsafe
//! fix: remove `unsafe`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

#[auth::jwt(update)]
async unsafe fn renew(token: &mut Jwt<Token>) {
    token.admin = false;
}

fn main() {}
