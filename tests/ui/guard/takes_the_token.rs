//! token: &Jwt<Token>
//! fix: write `session: &Session<…>`

use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::session]
pub struct Visible {
    pub admin: bool,
}

#[auth::session]
async fn show() -> Visible {
    Visible { admin: true }
}
#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::guard]
async fn admins(token: &Jwt<Token>) -> bool {
    token.admin
}

fn main() {
    let _ = Wiring::state(()).session::<show>().guard::<admins>();
}
