use auth::prelude::*;
use auth_compile_tests::Wiring;

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
    let _ = Wiring::state(()).sign_in::<guard>();
}
