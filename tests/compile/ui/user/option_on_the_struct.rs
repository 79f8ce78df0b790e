use auth_compile_tests::Wiring;

#[auth::user(table = "people")]
#[derive(Clone)]
pub struct AppUser {
    pub nick: Option<String>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
