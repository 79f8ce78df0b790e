use auth_compile_tests::Wiring;

#[auth::user]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
