//! token: Update<bool>
//! fix: `#[auth::jwt(update)]` takes `Update(patch): Update<…>`

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
