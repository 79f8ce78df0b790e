use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    pub password: Option<Secret>,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>();
}
