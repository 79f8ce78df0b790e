use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub email: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
