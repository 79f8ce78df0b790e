use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub banned: bool,
}

fn main() {
    let _ = Wiring::state(()).database_sessions().session::<Visible>();
}
