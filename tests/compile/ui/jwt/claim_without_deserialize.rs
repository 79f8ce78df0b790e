use auth_compile_tests::Wiring;

#[derive(serde::Serialize)]
pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    pub role: Role,
}

#[auth::jwt]
async fn issue() -> Token {
    Token { role: Role::Admin }
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
