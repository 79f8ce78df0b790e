use auth_compile_tests::Wiring;

#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
