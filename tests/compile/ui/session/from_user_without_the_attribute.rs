use auth_compile_tests::Wiring;

#[derive(Clone)]
pub struct AppUser {
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub banned: bool,
}

fn main() {
    let _ = Wiring::state(()).database_sessions();
}
