//! token: acess
//! fix: Did you mean `access`?

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(acess)]
async fn check(token: &Jwt<Token>) -> bool {
    token.admin
}

fn main() {
    let _ = Auth::builder().state(()).jwt_access::<check>().build();
}
