//! token: Update<bool>
//! fix: it can take `&User`, `&User<…>` (with the type in `.users::<…>()`), `&Account`,

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt]
async fn issue(Update(admin): Update<bool>, user: &User) -> Token {
    Token { id: user.id.clone(), admin }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().build();
}
