//! token: &Jwt<Token>
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

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
