//! token: demote
//! fix: use `std::sync::RwLock` or `std::sync::atomic::AtomicBool` instead

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

async fn tick() {}

#[auth::jwt(update)]
async fn demote(token: &mut Jwt<Token>) {
    let cell = std::cell::Cell::new(false);
    let borrowed = &cell;
    tick().await;
    token.admin = borrowed.get();
}

fn main() {}
