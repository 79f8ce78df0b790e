//! token: Full
//! fix: implement `std::error::Error` for it

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
}

#[derive(Debug)]
pub struct Full;

#[auth::jwt]
async fn issue(user: &User) -> Result<Token, Full> {
    Ok(Token { id: user.id.clone() })
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
