//! token: from
//! fix: takes the token as an argument: `token: &Jwt<Token>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}
#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::session(from = Token)]
async fn show(token: &Jwt<Token>) -> Visible {
    Visible { admin: token.admin }
}

fn main() {}
