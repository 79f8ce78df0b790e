//! token: Jwt<Token>
//! fix: take it as `&Jwt<Token>`

use auth::prelude::*;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}
#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token { id: user.id.clone(), admin: false }
}

#[auth::session]
async fn show(token: Jwt<Token>) -> Visible {
    Visible { admin: token.admin }
}

fn main() {
    let _ = Auth::builder().state(()).jwt::<issue>().session::<show>().build();
}
