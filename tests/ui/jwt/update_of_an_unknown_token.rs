//! token: Tokn
//! fix: a struct with a similar name exists

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub nick: Option<String>,
}

#[auth::jwt(update)]
async fn rename(token: &mut Jwt<Tokn>) {
    token.nick = None;
}

fn main() {}
