use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token;

#[auth::jwt]
async fn issue() -> Token {
    Token
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
