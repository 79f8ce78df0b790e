//! token: demote
//! fix: take the token as `&mut Jwt<…>`: `async fn rename(token: &mut Jwt<Token>,

use auth::prelude::*;

#[auth::jwt(update)]
async fn demote(Update(admin): Update<bool>) {
    let _ = admin;
}

fn main() {}
