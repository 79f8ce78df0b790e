use auth_compile_tests::Wiring;

#[auth::jwt]
pub enum Token {
    Admin,
}

#[auth::jwt]
async fn issue() -> Token {
    Token::Admin
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
