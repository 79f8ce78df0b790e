use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token(UserId);

#[auth::jwt]
async fn issue(user: &User) -> Token {
    Token(user.id.clone())
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
