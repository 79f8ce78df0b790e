//! token: &Jwt<Token>
//! fix: a sign-in guard takes `user: &User`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::sign_in]
async fn guard(token: &Jwt<Token>) -> bool {
    token.admin
}

fn main() {
    let _ = Auth::builder().state(()).sign_in::<guard>().build();
}
