use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token {
    pub id: UserId,
    pub admin: bool,
}

#[auth::jwt(acess)]
async fn check(token: &Jwt<Token>) -> bool {
    token.admin
}

fn main() {
    let _ = Wiring::state(()).jwt_access::<check>();
}
