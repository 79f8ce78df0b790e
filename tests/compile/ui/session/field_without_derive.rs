use auth_compile_tests::Wiring;

pub enum Role {
    Admin,
}

#[auth::session]
pub struct Visible {
    pub role: Role,
}

#[auth::session]
async fn show() -> Visible {
    Visible { role: Role::Admin }
}

fn main() {
    let _ = Wiring::state(()).session::<show>();
}
