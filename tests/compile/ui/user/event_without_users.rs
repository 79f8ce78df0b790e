use auth::prelude::*;
use auth_compile_tests::Wiring;

#[auth::user]
#[derive(Clone)]
pub struct AppUser {
    #[auth(default)]
    pub banned: bool,
}

#[auth::event(create_user)]
async fn welcome(user: &User<AppUser>) {
    let _ = user.banned;
}

fn main() {
    let _ = Wiring::state(()).on::<welcome>();
}
