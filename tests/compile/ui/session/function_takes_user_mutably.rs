use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::session]
pub struct Visible {
    pub banned: bool,
}

#[auth::session]
async fn show(user: &mut User<AppUser>) -> Visible {
    Visible { banned: user.banned }
}

fn main() {
    let _ = Wiring::state(()).users::<AppUser>().database_sessions().session::<show>();
}
