//! token: trigger
//! fix: There are `update`, `access`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(trigger = "update")]
async fn demote(token: &mut Jwt<Token>) {
    token.admin = false;
}

fn main() {}
