//! token: show
//! fix: return something: add `-> Result<Visible>`; it returns the struct under

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), admin: false }
}

#[auth::session]
async fn show(token: &Jwt<Token>) {
    let _ = token.admin;
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().session::<show>().build();
}
