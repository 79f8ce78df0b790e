use auth_compile_tests::Wiring;

#[auth::jwt]
pub struct Token<R> {
    pub role: R,
}

#[auth::jwt]
async fn issue() -> Token<bool> {
    Token { role: true }
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
