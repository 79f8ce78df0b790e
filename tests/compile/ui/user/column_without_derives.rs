use auth_compile_tests::Wiring;

#[derive(Clone)]
pub struct Role;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub role: Option<Role>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
