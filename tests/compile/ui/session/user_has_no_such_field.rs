use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session(from = AppUser)]
pub struct Visible {
    pub id: UserId,
    pub baned: bool,
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>().database_sessions().session::<Visible>();
}
