use auth_compile_tests::Wiring;

pub enum Role {
    Admin,
}

#[auth::jwt]
pub struct Token {
    pub role: Option<Role>,
}

#[auth::jwt]
async fn issue() -> Token {
    Token { role: Some(Role::Admin) }
}

fn main() {
    let _ = Wiring::state(()).jwt::<issue>();
}
