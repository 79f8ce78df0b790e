//! token: &Jwt<Token>
//! fix: keep one of the two

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

#[auth::session]
async fn show(user: &User, token: &Jwt<Token>) -> Visible {
    let _ = user;
    Visible { admin: token.admin }
}

fn main() {}
