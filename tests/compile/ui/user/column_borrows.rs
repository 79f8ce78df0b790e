use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<&'static str>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
