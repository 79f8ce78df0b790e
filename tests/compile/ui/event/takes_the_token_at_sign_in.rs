use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::event(sign_in)]
async fn audit(token: &Jwt<Token>) {
    let _ = token.admin;
}

fn main() {
    let _ = Wiring::state(()).on::<audit>();
}
