//! token: extern "C"
//! fix: remove `extern "C"`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub admin: bool,
}

#[auth::jwt(update)]
async extern "C" fn renew(token: &mut Jwt<Token>) {
    token.admin = false;
}

fn main() {}
