//! token: &Jwt<Token>
//! fix: it can take `SignInEvent<'_>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::event(sign_in)]
async fn audit(token: &Jwt<Token>) {
    let _ = token.admin;
}

fn main() {
    let _ = Auth::builder().state(()).on::<audit>().build();
}
